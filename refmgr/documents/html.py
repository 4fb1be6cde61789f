"""stub."""


def read_html(data, name, *, parse_citation):
    raise NotImplementedError
