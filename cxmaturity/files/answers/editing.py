"""An answers file that an interview writes to: comments and order stay, and no answer is ever lost.

What is written is read again by the ordinary loader and compared before it takes the place of the old file.
"""

import datetime
import hashlib
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from cxmaturity.domain.answers import MISSING, Answer, Answers, Evidence
from cxmaturity.domain.assessment import stage_id
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.answers.meeting import written
from cxmaturity.files.answers.written import SHORT
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.writing import NotWrittenError, write_text
from cxmaturity.files.yaml.rendering import Bare, OneLine, Prose
from cxmaturity.files.yaml.source import Source, read_source
from cxmaturity.files.yaml.splicing import spliced
from cxmaturity.files.yaml.tree import Document, Tree, read_mended, read_tree

ORDER = (
    *("schema", "questionnaire", "organisation", "date", "respondent", "team"),
    *("target", "weights", "plan", "owners", "explained", "answers"),
)
BYTE_ORDER_MARK = "\ufeff"


class AnswersFile:
    """One answers file, open for an interview.

    `answers` is what it holds now; `begun` is whether somebody has said already of which day they are.
    """

    def __init__(self, path: Path, questionnaire: Questionnaire, catalogue: Catalogue, today: datetime.date) -> None:
        """Open the file if it exists, else prepare one that the first save writes.

        ProblemsFoundError lists every error of an existing file.
        """
        self.path = path
        self.questionnaire = questionnaire
        self._catalogue = catalogue
        self._hashes = {""}
        self._mark = ""
        self._text = _fresh(questionnaire, today)
        self.begun = path.exists()
        if self.begun:
            source = read_source(str(path))
            self._hashes.add(source.sha256)
            marked = path.read_bytes().startswith(BYTE_ORDER_MARK.encode())
            self._mark = BYTE_ORDER_MARK if marked else ""
            self._text = _dated(source, today)
            self.begun = self._text == source.text
        self.answers = self._read(self._text)

    def save(self, answers: Answers) -> None:
        """Put answers on the disk, synced, before this returns.

        NotWrittenError where the disk refuses, or another program has changed the file since; the file is then
        as it was.
        """
        if _hash_of(self.path) not in self._hashes:
            raise NotWrittenError(
                f"{self.path} was changed by another program and was left as it is; leave, look at it and start again"
            )
        text = spliced(self._text, self._wanted(answers))
        if _said(self._read(text)) != _said(answers):
            raise AssertionError("what would be written is not what was answered")
        written = self._mark + text
        # both the old and the new file are this program's: a failure can come after the one has replaced the other
        self._hashes.add(hashlib.sha256(written.encode()).hexdigest())
        write_text(self.path, written)
        self._hashes = {"", hashlib.sha256(written.encode()).hexdigest()}
        self._text, self.answers = text, answers

    def _read(self, text: str) -> Answers:
        return read_answers(self._tree(text), "", self._catalogue).answers

    def _tree(self, text: str) -> Document:
        return read_tree(Source(str(self.path), text, ""))

    def _wanted(self, answers: Answers) -> Tree:
        """The data of the file with these answers; what has not changed stays as it is."""
        now, data = self.answers, self._tree(self._text).data
        if answers.organisation != now.organisation:
            data["organisation"] = answers.organisation or None
        if answers.date != now.date:
            data["date"] = Bare(answers.date.isoformat())
        if answers.respondent != now.respondent:
            who = {key: getattr(answers.respondent, key) for key in ("role", "level", "function")}
            data["respondent"] = _with(data.get("respondent"), who)
        if answers.target != now.target:
            rank, by = answers.target.stage, answers.target.by
            stage = None if rank is None else stage_id(self.questionnaire, rank)
            data["target"] = _with(data.get("target"), {"stage": stage, "by": by and Bare(by.isoformat())})
        changed = {id_ for id_ in self.questionnaire.practices if answers.of(id_) != now.of(id_)}
        if changed:
            given = data.get("answers") or {}
            new = {
                id_: self._answer(given.get(id_), answers.of(id_))
                for id_ in self.questionnaire.practices
                if id_ in changed
            }
            data["answers"] = {**given, **new}
        return dict(sorted(data.items(), key=lambda item: ORDER.index(item[0])))

    def _answer(self, old: Any, answer: Answer) -> Any:
        """An answer as it stands in the file: bare where it can be, in the mapping that was there if there was one."""
        bare = self._said(answer)
        because = Prose(answer.because) if len(answer.because) > SHORT or "\n" in answer.because else answer.because
        details = {"because": because, "note": Prose(answer.note), **written(answer, self.questionnaire)}
        if not isinstance(old, dict):
            if not isinstance(bare, list) and not any(details.values()) and not answer.evidence:
                return bare
            if not any(details.values()) and not answer.evidence:
                return OneLine({"is": bare})
        evidence = _evidence(old.get("evidence") if isinstance(old, dict) else None, answer.evidence)
        return _with(old, {"is": bare, **details, "evidence": evidence})

    def _said(self, answer: Answer) -> Any:
        if answer.low is None or answer.high is None:
            return None if answer.status == MISSING.status else answer.status
        low, high = (self.questionnaire.point(rank).id for rank in (answer.low, answer.high))
        return low if answer.status == "answered" else [low, high]


def open_answers(path: Path, wanted: str | None, catalogue: Catalogue, today: datetime.date) -> AnswersFile:
    """The file for an interview: an existing one with its own questionnaire, else one for the wanted.

    ProblemsFoundError for an existing file with errors, NotWrittenError for one of another questionnaire.
    """
    if path.exists():
        source = read_source(str(path))
        source = replace(source, text=_dated(source, today))
        document = read_mended(source)
        if document.slips and document.data.get("date", "") is None:  # an interview puts in today
            document.data["date"] = today.isoformat()
        questionnaire = read_answers(document, source.sha256, catalogue).questionnaire
        if wanted is not None and wanted != questionnaire.id:
            raise NotWrittenError(
                f"{path} answers the questionnaire {questionnaire.id}, not {wanted}, and was left as it is;"
                " name another file with -o"
            )
        return AnswersFile(path, questionnaire, catalogue, today)
    asked_for = None if wanted is None else catalogue.find(wanted)
    assert asked_for is not None, "a new file is for a known questionnaire"  # noqa: S101
    return AnswersFile(path, asked_for, catalogue, today)


def _dated(source: Source, today: datetime.date) -> str:
    """The text of a file, with today where its date is still empty, as in the form that `new` makes."""
    document = read_mended(source)
    data = document.data
    if document.slips or "date" not in data or data["date"] is not None:
        return source.text
    return spliced(source.text, {**data, "date": Bare(today.isoformat())})


def _fresh(questionnaire: Questionnaire, today: datetime.date) -> str:
    return (
        "schema: cxmaturity/answers@1\n"
        f"questionnaire: {questionnaire.id}@{questionnaire.version}\n"
        f"date: {today.isoformat()}\n"
        "answers:\n"
    )


def _with(old: Any, changes: dict[str, Any]) -> Tree | None:
    """A mapping with other values for some keys, without those that say nothing; None where nothing is left."""
    merged = {**(old if isinstance(old, dict) else {}), **changes}
    return {key: value for key, value in merged.items() if value or key not in changes} or None


def _evidence(old: Any, wanted: tuple[Evidence, ...]) -> list[Tree]:
    """A list of evidence as it stands in the file; the pieces that stay are taken as they are."""
    left = list(old or [])
    pieces: list[Tree] = []
    for piece in wanted:
        written = {"what": piece.what, "date": piece.date and Bare(piece.date.isoformat()), "ref": piece.ref}
        new = OneLine({key: value for key, value in written.items() if value})
        while left and {key: value for key, value in left[0].items() if value} != new:
            left.pop(0)
        pieces.append(_dated_piece(left.pop(0)) if left else new)
    return pieces


def _dated_piece(piece: Tree) -> Tree:
    """A piece of evidence whose date, where it is written anew, stands without quotes."""
    return {key: Bare(value) if key == "date" and value else value for key, value in piece.items()}


def _said(answers: Answers) -> Answers:
    """What answers say, wherever they come from: an empty answer is none."""
    given = {id_: answer for id_, answer in answers.answers.items() if answer != MISSING}
    return replace(answers, file="", sha256="", answers=given)


def _hash_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise NotWrittenError(f"{path} can not be read: {error.strerror or error}") from None
