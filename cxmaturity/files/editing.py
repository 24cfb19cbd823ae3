"""An answers file that an interview writes to: comments and order stay, and no answer is ever lost.

ruamel.yaml, which keeps what a person wrote, is imported only here. What it would write is read again by the
ordinary loader and compared before it takes the place of the old file.
"""

import datetime
import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from cxmaturity.domain.answers import MISSING, Answer, Answers, Evidence
from cxmaturity.domain.assessment import stage_id
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.answers import read_answers
from cxmaturity.files.catalogue import Catalogue
from cxmaturity.files.quoting import TextResolver, quoted
from cxmaturity.files.remarks import joined, put_trailing, take_all, take_inner, take_trailing
from cxmaturity.files.source import Source, read_source
from cxmaturity.files.tree import read_tree
from cxmaturity.files.writing import NotWrittenError, write_text

ORDER = (
    *("schema", "questionnaire", "organisation", "date", "respondent"),
    *("target", "weights", "plan", "explained", "answers"),
)
BYTE_ORDER_MARK = "\ufeff"
_BEFORE = re.compile(rf"{BYTE_ORDER_MARK}?((%.*|[ \t]*(#.*)?)\n)*---[ \t]*(#.*)?\n|{BYTE_ORDER_MARK}")
"""What stands before the document, which ruamel would not keep."""

_NO_DATE = re.compile(r"^date:(?=[ \t]+#|[ \t]*\r?$)", re.MULTILINE)


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
        self._yaml = YAML(typ="rt")
        self._yaml.Resolver = TextResolver
        self._yaml.width = 1_000_000  # long notes stay on their line
        self._yaml.preserve_quotes = True
        self._yaml.indent(mapping=2, sequence=4, offset=2)
        self.begun = path.exists()
        text = _fresh(questionnaire, today)
        self._hashes = {""}
        if self.begun:
            raw = path.read_bytes()
            self._hashes.add(hashlib.sha256(raw).hexdigest())
            text = _dated(Source(str(path), raw.decode(), ""), today)
            self.begun = text == raw.decode()
        self._line_end = "\r\n" if "\r\n" in text else "\n"
        lines = text.replace("\r\n", "\n")
        before = _BEFORE.match(lines)
        self._before = before[0] if before else ""
        self._document: Any = self._yaml.load(lines.removeprefix(self._before))
        self.answers = self._read(text)

    def save(self, answers: Answers) -> None:
        """Put answers on the disk, synced, before this returns.

        NotWrittenError where the disk refuses, or another program has changed the file since; the file is then
        as it was.
        """
        if _hash_of(self.path) not in self._hashes:
            raise NotWrittenError(
                f"{self.path} was changed by another program and was left as it is; leave, look at it and start again"
            )
        before = self._lines()
        try:
            self._change(answers)
            text = self._dumped()
            written = self._read(text)
            if _said(written) != _said(answers):
                raise AssertionError("what would be written is not what was answered")  # noqa: TRY301
            # both the old and the new file are this program's: a failure can come after the one has replaced the other
            self._hashes.add(hashlib.sha256(text.encode()).hexdigest())
            write_text(self.path, text)
        except BaseException:
            self._document = self._yaml.load(before)
            raise
        self._hashes = {"", hashlib.sha256(text.encode()).hexdigest()}
        self.answers = answers

    def _read(self, text: str) -> Answers:
        source = Source(str(self.path), text.removeprefix(BYTE_ORDER_MARK), "")
        return read_answers(read_tree(source), "", self._catalogue).answers

    def _dumped(self) -> str:
        return (self._before + self._lines()).replace("\n", self._line_end)

    def _lines(self) -> str:
        stream = io.StringIO()
        self._yaml.dump(self._document, stream)
        return stream.getvalue()

    def _change(self, answers: Answers) -> None:
        """Bring the document to these answers, touching only what differs."""
        now = self.answers
        if answers.organisation != now.organisation:
            self._put("organisation", quoted(answers.organisation) or None)
        if answers.date != now.date:
            self._put("date", answers.date.isoformat())
        if answers.respondent != now.respondent:
            who = self._mapping("respondent")
            for key in ("role", "level", "function"):
                _put(who, key, quoted(getattr(answers.respondent, key)))
        if answers.target != now.target:
            target = self._mapping("target")
            rank = answers.target.stage
            _put(target, "stage", None if rank is None else stage_id(self.questionnaire, rank))
            _put(target, "by", answers.target.by and answers.target.by.isoformat())
        for id_ in self.questionnaire.practices:
            if answers.of(id_) != now.of(id_):
                self._change_answer(self._mapping("answers"), id_, answers.of(id_))

    def _change_answer(self, inside: Any, id_: str, answer: Answer) -> None:
        """Bring one answer to the document; what follows it, and the comments of what goes, follow it again."""
        after = take_trailing(inside, id_) if id_ in inside else ""
        lost: list[str] = []
        node = self._node(inside.get(id_), answer, lost, on_one_line=after.startswith("#"))
        if node is None and id_ in inside:
            lost += take_inner(inside, id_)
        inside[id_] = node
        put_trailing(inside, id_, joined("".join(f"\n    {line}" for line in lost) + "\n" * bool(lost), after))

    def _put(self, key: str, value: Any) -> None:
        """Set a key of the document, a new one at its usual place."""
        if key not in self._document:
            later = ORDER[ORDER.index(key) + 1 :]
            at = next((i for i, one in enumerate(self._document) if one in later), len(self._document))
            self._document.insert(at, key, value)
        else:
            self._document[key] = value

    def _mapping(self, key: str) -> Any:
        if not isinstance(self._document.get(key), dict):
            self._put(key, CommentedMap())
        return self._document[key]

    def _node(self, node: Any, answer: Answer, lost: list[str], *, on_one_line: bool) -> Any:
        """An answer as it stands in the file: bare where it can be, in the mapping that was there if there was one.

        A new mapping goes on one line where a comment follows the answer there. `lost` takes the comments of what
        goes.
        """
        said = self._said(answer)
        details = {"because": quoted(answer.because), "note": quoted(answer.note)}
        if not isinstance(node, dict):
            if not any(details.values()) and not answer.evidence and not isinstance(said, list):
                return said
            node = CommentedMap()
            if on_one_line or not (any(details.values()) or answer.evidence):
                node.fa.set_flow_style()
        _put_or_drop(node, "is", said, lost)
        for key, value in details.items():
            _put_or_drop(node, key, value, lost)
        if isinstance(node.get("evidence"), list) and answer.evidence:
            _change_evidence(node["evidence"], answer.evidence, lost)
        else:
            _put_or_drop(node, "evidence", CommentedSeq(_evidence(one) for one in answer.evidence), lost)
        return node or None

    def _said(self, answer: Answer) -> Any:
        if answer.low is None or answer.high is None:
            return None if answer.status == MISSING.status else answer.status
        low, high = (self.questionnaire.point(rank).id for rank in (answer.low, answer.high))
        if answer.status == "answered":
            return low
        both = CommentedSeq([low, high])
        both.fa.set_flow_style()
        return both


def open_answers(path: Path, wanted: str | None, catalogue: Catalogue, today: datetime.date) -> AnswersFile:
    """The file for an interview: an existing one with its own questionnaire, else one for the wanted.

    ProblemsFoundError for an existing file with errors, NotWrittenError for one of another questionnaire.
    """
    if path.exists():
        source = read_source(str(path))
        source = replace(source, text=_dated(source, today))
        questionnaire = read_answers(read_tree(source), source.sha256, catalogue).questionnaire
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
    data = read_tree(replace(source, text=source.text.removeprefix(BYTE_ORDER_MARK))).data
    if "date" not in data or data["date"] is not None:
        return source.text
    return _NO_DATE.sub(f"date: {today.isoformat()}", source.text, count=1)


def _fresh(questionnaire: Questionnaire, today: datetime.date) -> str:
    return (
        "schema: cxmaturity/answers@1\n"
        f"questionnaire: {questionnaire.id}@{questionnaire.version}\n"
        f"date: {today.isoformat()}\n"
        "answers:\n"
    )


def _put(node: Any, key: str, value: Any) -> None:
    """Set a key, or take it away; a comment on it keeps an empty one."""
    if value or key in node.ca.items:
        node[key] = value or None
    else:
        node.pop(key, None)


def _put_or_drop(node: Any, key: str, value: Any, lost: list[str]) -> None:
    """Set a key, or take it away with its comments, which go to `lost`."""
    if value:
        if node.get(key) != value:
            lost += take_inner(node, key) if key in node else []
            node[key] = value
    elif key in node:
        lost += take_all(node, key)
        del node[key]


def _evidence(one: Evidence) -> CommentedMap:
    date = "" if one.date is None else one.date.isoformat()
    made = CommentedMap({"what": quoted(one.what), "date": date, "ref": quoted(one.ref)})
    for key in [key for key, value in made.items() if not value]:
        del made[key]
    made.fa.set_flow_style()
    return made


def _change_evidence(node: Any, wanted: Sequence[Evidence], lost: list[str]) -> None:
    """Bring a list of evidence to what is wanted; pieces that stay are not touched."""
    for i, one in enumerate(wanted):
        while i < len(node) and not _same(node[i], one):
            lost += take_all(node, i)
            del node[i]
        if i == len(node):
            node.append(_evidence(one))
    for i in reversed(range(len(wanted), len(node))):
        lost += take_all(node, i)
        del node[i]


def _same(node: Any, one: Evidence) -> bool:
    return {key: value for key, value in node.items() if value} == dict(_evidence(one))


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
