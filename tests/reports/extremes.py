"""Inputs at the ends of what a report is made of: nothing known, all highest, long texts, other scripts, many."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import HEAD, NORTHWIND, TELECOM
from tests.reports.shapes import Shape, write

LETTERS, WORDS = 150, 390
"""How many letters a long name has, and about how many words a long note: as many as a note may have."""

ARABIC = "شركة الاتصالات الوطنية (נורת׳ווינד)"
NOTE = "تم التحقق من الأدلة مع الفريق (2026). אימתנו את הראיות עם הצוות."
NAMED = "of measurement of relationship outcomes across all channels and regions, with everything that belongs to it"


def arguments(kind: str, folder: Path) -> list[str]:
    """The arguments of `report` for an extreme, whose files are written into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return EXTREMES[kind](folder)


def _answers(text: str) -> Callable[[Path], list[str]]:
    def written(folder: Path) -> list[str]:
        path = folder / "answers.yaml"
        path.write_text(HEAD + text)
        return [str(path)]

    return written


def _shaped(shape: Shape) -> Callable[[Path], list[str]]:
    def written(folder: Path) -> list[str]:
        files = write(folder, shape)
        return ["--questionnaires", str(files.questionnaires), *map(str, files.answers)]

    return written


def _with_notes(organisation: str, note: str, evidence: str = "") -> Callable[[Path], list[str]]:
    """The first example, its organisation named otherwise, with a note to every answer and evidence to some."""

    def written(folder: Path) -> list[str]:
        data: dict[str, Any] = yaml.safe_load(Path(NORTHWIND).read_text())
        data["organisation"] = organisation
        for number, (id_, answer) in enumerate(data["answers"].items()):
            kept = answer if isinstance(answer, dict) else {"is": answer}
            shown = {"evidence": [{"what": evidence, "date": "2026-05-01"}]} if evidence and number < 5 else {}
            data["answers"][id_] = {**kept, "note": note, **shown}
        path = folder / "answers.yaml"
        path.write_text(yaml.safe_dump(data, sort_keys=False))
        return [str(path)]

    return written


def _longest(kind: str, n: int) -> str:
    return f"{kind.capitalize()} {n} {NAMED}, as agreed at the yearly meeting of all"[:LETTERS]


def _all_of_one_word(kind: str, n: int) -> str:
    return f"Rindfleischetikettierungsueberwac{n} {kind}"


def _all_at_the_top(folder: Path) -> list[str]:
    questionnaire = Catalogue().find("organisational")
    assert questionnaire is not None
    return _answers("answers:\n" + "".join(f"  {id_}: embed\n" for id_ in questionnaire.practices))(folder)


EXTREMES: dict[str, Callable[[Path], list[str]]] = {
    "nothing known": _answers(""),
    "one answer": _answers("answers:\n  strategy.intent: explore\n"),
    "all highest": _all_at_the_top,
    "long names": _shaped(Shape(5, 4, 6, _longest, highest=True)),
    "long words": _shaped(Shape(4, 4, 5, _all_of_one_word, highest=True)),
    "long notes": _with_notes("X" * LETTERS, "word " * WORDS, "https://intranet.example/" + "a" * LETTERS),
    "right to left": _with_notes(ARABIC, NOTE),
    "two points": _shaped(Shape(3, 4, 2)),
    "nine points": _shaped(Shape(6, 10, 9, highest=True)),
    "five questionnaires": lambda _: [str(path) for path in TELECOM],
}
