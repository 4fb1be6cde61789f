"""The offline catalogue: an index over works that answers as Crossref does, without a network."""
