"""Whether an offered Record is the work a Reference means: evidence, weights, verdict - pure."""
