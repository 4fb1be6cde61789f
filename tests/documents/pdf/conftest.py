"""PDFs made for the tests: text set at places on pages, links, and a password."""

import io
from dataclasses import dataclass, field

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


@dataclass
class Paper:
    """A PDF to be: each page is a list of (x, y, size, text), set in Times."""

    pages: list = field(default_factory=list)
    links: list = field(default_factory=list)  # (page, (x1, y1, x2, y2), url)
    title: str = ""
    subject: str = ""
    password: str = ""

    def page(self, *runs):
        self.pages.append(list(runs))
        return self

    def column(self, x, y, lines, size=10, step=12):
        """Set lines one under the other on the last page; a pair is (indent, text)."""
        for line in lines:
            indent, text = line if isinstance(line, tuple) else (0, line)
            self.pages[-1].append((x + indent, y, size, text))
            y -= step
        return self

    def data(self):
        target = io.BytesIO()
        lock = {"encrypt": StandardEncryption(self.password)} if self.password else {}
        canvas = Canvas(target, pagesize=(595, 842), invariant=1, **lock)
        canvas.setTitle(self.title)
        canvas.setSubject(self.subject)
        for number, runs in enumerate(self.pages):
            for x, y, size, text in runs:
                canvas.setFont("Times-Roman", size)
                canvas.drawString(x, y, text)
            for page, area, url in self.links:
                if page == number:
                    canvas.linkURL(url, area)
            canvas.showPage()
        canvas.save()
        return target.getvalue()


@pytest.fixture
def paper():
    return Paper()
