"""The fields of one reference while they are being read: a first value stays, nothing is lost."""

from dataclasses import dataclass, field

from refmgr.references.fields.source import Source


@dataclass(slots=True)
class Draft:
    """What has been read so far of one entry; lives only inside the rules.

    `marked` are the phrases that the entry prints in italics or bold.
    """

    marked: tuple[str, ...] = ()
    fields: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def put(self, name: str, value: str) -> None:
        """Add a value as printed to a field; an empty one is left out."""
        if value and value.strip():
            self.fields.setdefault(name, []).append(value.strip())

    def put_source(self, source: Source) -> None:
        """Add the numbers of the source; a year behind the authors stays the date."""
        for name, value in source.parts.items():
            if name != "date" or "date" not in self.fields:
                self.put(name, value)

    def note(self, text: str) -> None:
        """Keep what fits no field."""
        if text.strip(" .,;:()[]"):
            self.notes.append(text.strip())
