"""One module a field: what each part of a printed reference looks like."""
