"""What `check` has read without an error, to be held against each other."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from cxmaturity.cli.surveys import installed
from cxmaturity.files.answers.load import ReadAnswers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.yaml.tree import Document

if TYPE_CHECKING:
    from cxmaturity.files.outcomes.load import Outcomes


class ReadOutcomes(Struct, frozen=True):
    """Outcomes with their file, for the lines in it."""

    document: Document
    outcomes: "Outcomes"


class Read(Struct):
    """Answers and outcomes as they come; `beside` are outcomes that nobody named, by their file, as answers lie there.

    `remarks` is what there is to say that is held against none of them.
    """

    answers: list[ReadAnswers] = field(default_factory=list)
    outcomes: list[ReadOutcomes] = field(default_factory=list)
    beside: dict[Path, ReadOutcomes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def checked_outcomes(document: Document, folder: Path, catalogue: Catalogue) -> ReadOutcomes:
    """Outcomes with the exports that they name, in this folder. ProblemsFoundError lists every error in all of them."""
    from cxmaturity.files.outcomes.load import read_outcomes

    with installed(f"an export that {document.name} names"):
        return ReadOutcomes(document, read_outcomes(document, folder, catalogue))
