"""Reference lists and the citations of them: located, segmented, parsed, mentioned, linked."""
