"""The printed forms of an in-text citation: one module a family of forms, each finds its candidates."""
