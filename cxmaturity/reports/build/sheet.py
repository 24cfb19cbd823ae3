"""Documents of one chapter beside reports: what moved, assessments over time, one's own cohort."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

import cxmaturity
from cxmaturity.domain.language import say
from cxmaturity.reports.build.report import names_of
from cxmaturity.reports.document.blocks import Block, Chapter, Document, Part


class Sheet(Struct, frozen=True):
    """What such a document is called: `name` for its ids, whose it is, what about, of when, and what it comes to.

    `day` is in ISO 8601, empty where it has none; `above` is the title of the questionnaire.
    """

    name: str
    above: str
    heading: str
    about: str
    when: str
    day: str
    finding: str

    def part(self, name: str, title: str, blocks: Iterable[Block | None]) -> Part:
        """A part of it, of those blocks that there are."""
        return Part(name, f"{self.name}.{name}", title, tuple(block for block in blocks if block is not None))

    def document(self, body: Iterable[Part], annex: Sequence[Part] = ()) -> Document:
        """The document of those parts of the body in which something stands."""
        filled = tuple(part for part in body if part.blocks)
        named = self.heading != self.about  # where nobody is named, what it is about heads it
        about = say("{heading}: {about}", heading=self.heading, about=self.about[:1].lower() + self.about[1:])
        about = about if named else self.heading
        chapter = Chapter(f"page.{self.name}", self.about, filled, tuple(annex))
        return Document(
            eyebrow=self.above,
            title=say("{about}, {when}", about=about, when=self.when) if self.when else about,
            heading=self.heading,
            when=self.when,
            day=self.day,
            about=self.about if named else "",
            finding=self.finding,
            chapters=(chapter,),
            names=names_of([chapter], cxmaturity.__version__),
        )
