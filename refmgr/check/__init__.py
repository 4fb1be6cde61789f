"""What is wrong in a library or a manuscript: values in, findings out - pure."""
