"""Answers to an older version of a questionnaire, moved to the one that is there now: nothing is guessed.

What a version says of its changes (`renamed`, `split`, `merged`, `moved_option`, `ask_again`) is followed, one version
after the other. An answer stands where neither its option nor the one above it, which was refused, has changed; every
other becomes `dk`, with its note and evidence, and is listed as one to ask again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from cxmaturity.domain.language import listed, say
from cxmaturity.domain.model import Practice, Questionnaire, VersionChange, rank_of
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.yaml.decode import decode_answers
from cxmaturity.files.yaml.rendering import Bare
from cxmaturity.files.yaml.source import Source, refused
from cxmaturity.files.yaml.spans import Layout, Span
from cxmaturity.files.yaml.splicing import spliced
from cxmaturity.files.yaml.tree import Document, read_tree


class Asked(Struct, frozen=True):
    """A practice to answer again, and why; `said` is what stood there, empty where nothing did."""

    practice: str
    title: str
    said: str
    why: str


class Migrated(Struct, frozen=True):
    """A text in the version of now: from which it came, what to ask again, and what else to look at."""

    text: str
    questionnaire: Questionnaire
    from_version: int
    asked: tuple[Asked, ...]
    notes: tuple[str, ...]


def migrated(document: Document, catalogue: Catalogue) -> Migrated | None:
    """The answers in the version of now; None where they are in it already, or it can not be told.

    ProblemsFoundError where the file is no answers file, or a version between says nothing of what it changed.
    """
    id_, _, version = str(document.data.get("questionnaire")).partition("@")
    questionnaire = catalogue.find(id_) if version.isascii() and version.isdigit() else None
    if questionnaire is None or len(version) > 9 or int(version) >= questionnaire.version:
        return None
    _, problems = decode_answers(document)
    if problems:
        raise ProblemsFoundError(problems)
    missing = [v for v in range(int(version) + 1, questionnaire.version + 1) if v not in questionnaire.changes]
    if missing:
        message = f"version {missing[0]} of {id_} does not say what it changed"
        raise refused(document.name, None, "unsaid-version", message, "go through the answers again")
    mover = _Mover(document.text, questionnaire)
    for step in range(int(version) + 1, questionnaire.version + 1):
        mover.move(questionnaire.changes[step])
    return Migrated(
        mover.done(f"{id_}@{questionnaire.version}"),
        questionnaire,
        int(version),
        tuple(mover.asked.values()),
        tuple(mover.notes),
    )


class _Mover:
    def __init__(self, text: str, questionnaire: Questionnaire) -> None:
        self.text = text
        self.asked: dict[str, Asked] = {}
        self.notes: list[str] = []
        self._questionnaire = questionnaire

    def done(self, questionnaire: str) -> str:
        return spliced(self.text, {**self._data(), "questionnaire": Bare(questionnaire)})

    def move(self, change: VersionChange) -> None:
        self.text = _with_keys_renamed(self.text, change.renamed)
        data = self._data()
        answers = dict(data.get("answers") or {})
        self._ask_again(answers, change)
        _move_options(answers, change.moved_option)
        for old, new in change.split.items():
            self._split(answers, old, new)
        for new_id, olds in change.merged.items():
            self._merge(answers, new_id, olds)
        gone = {*change.split, *(practice for olds in change.merged.values() for practice in olds)}
        wanted = {**data, "answers": answers} if answers or "answers" in data else data
        self.text = spliced(self.text, self._without(wanted, gone))

    def _data(self) -> dict[str, Any]:
        return read_tree(Source("", self.text, "")).data

    def _ask_again(self, answers: dict[str, Any], change: VersionChange) -> None:
        for id_, points in change.ask_again.items():
            practice = self._questionnaire.practices.get(id_)
            given = _points(answers.get(id_))
            if practice is None or not given:
                continue
            changed = set(points) or {self._questionnaire.point(option.rank).id for option in practice.options}
            met = changed & {point for answer in given for point in self._rests_on(practice, answer)}
            if met:
                names = [point.name for point in self._questionnaire.scale if point.id in met]
                answers[id_] = _unknown(answers[id_])
                self._ask(id_, given, say("what {points} {n|asks|ask} has changed", points=listed(names), n=len(names)))

    def _rests_on(self, practice: Practice, point: str) -> Iterator[str]:
        """The points whose options an answer rests on: its own, and the next one up, which was not chosen."""
        rank = rank_of(point, self._questionnaire.scale)
        if rank is not None:
            yield self._questionnaire.point(rank).id
            above = practice.next_option(rank)
            if above:
                yield self._questionnaire.point(above.rank).id

    def _split(self, answers: dict[str, Any], old: str, new: Sequence[str]) -> None:
        if old in answers:
            given = answers.pop(old)
            for id_ in new:
                answers[id_] = _unknown(given)
                self._ask(id_, _points(given), f"it was a part of {old}")

    def _merge(self, answers: dict[str, Any], new: str, olds: Sequence[str]) -> None:
        given = [answers.pop(old) for old in olds if old in answers]
        if given:
            answers[new] = _joined(given)
            self._ask(new, [point for answer in given for point in _points(answer)], f"it joins {' and '.join(olds)}")

    def _ask(self, id_: str, points: Iterable[str], why: str) -> None:
        practice = self._questionnaire.practices.get(id_)
        self.asked[id_] = Asked(id_, practice.title if practice else id_, " to ".join(points), why)

    def _without(self, data: dict[str, Any], gone: set[str]) -> dict[str, Any]:
        """The data without weights and choices for practices that are gone."""
        kept = dict(data)
        weights = data.get("weights")
        if isinstance(weights, dict):
            kept["weights"] = self._known(weights, gone, "weights") or None
        plan = data.get("plan")
        if isinstance(plan, dict):
            moved = dict(plan)
            if isinstance(plan.get("effort"), dict):
                moved["effort"] = self._known(plan["effort"], gone, "plan.effort") or None
            for name in ("exclude", "started", "must"):
                if isinstance(plan.get(name), list):
                    moved[name] = list(self._steps(plan[name], gone, f"plan.{name}"))
            kept["plan"] = moved
        return kept

    def _known(self, given: dict[str, Any], gone: set[str], where: str) -> dict[str, Any]:
        self.notes += [f"{where}: {id_} is gone, and what stood there with it" for id_ in given if id_ in gone]
        return {id_: value for id_, value in given.items() if id_ not in gone}

    def _steps(self, steps: list[str], gone: set[str], where: str) -> Iterator[str]:
        for step in steps:
            id_ = step.partition("@")[0]
            if id_ in gone:
                self.notes.append(f"{where}: {id_} is gone, and {step} with it")
            else:
                yield step


def _with_keys_renamed(text: str, renamed: Mapping[str, str]) -> str:
    """The text with other names for practices, as keys and in steps; all else stays byte for byte."""
    if not renamed:
        return text
    root = _by_key(Layout(text).root)
    plan = _by_key(root.get("plan"))
    keys = [key for holder in (root.get("answers"), root.get("weights"), plan.get("effort")) for key in _keys(holder)]
    places = [(key.start, key.end, renamed[key.text]) for key in keys if key.text in renamed]
    for steps in (plan.get("exclude"), plan.get("started"), plan.get("must")):
        for _, step in steps.items if steps else ():
            id_ = step.text.partition("@")[0]
            if id_ in renamed:
                start = text.index(id_, step.start)
                places.append((start, start + len(id_), renamed[id_]))
    for start, end, new in sorted(places, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def _keys(span: Span | None) -> Iterator[Span]:
    return (key for key, _ in (span.items if span else ()) if key)


def _by_key(span: Span | None) -> dict[str, Span]:
    return {key.text: value for key, value in (span.items if span else ()) if key}


def _points(given: Any) -> list[str]:
    """The points or ranks that an answer names: none for dk, na and nothing."""
    value = given.get("is") if isinstance(given, dict) else given
    if value in (None, "dk", "na"):
        return []
    return [str(rank) for rank in value] if isinstance(value, list) else [str(value)]


def _unknown(given: Any) -> Any:
    """The same answer, not known: with its note and evidence."""
    return {**given, "is": "dk"} if isinstance(given, dict) else "dk"


def _joined(given: Sequence[Any]) -> Any:
    """Several answers as one that is not known, with all their notes and evidence."""
    full = [answer for answer in given if isinstance(answer, dict)]
    notes = "\n".join(answer["note"] for answer in full if answer.get("note"))
    evidence = [piece for answer in full for piece in answer.get("evidence") or ()]
    joined = {"is": "dk", "note": notes, "evidence": evidence}
    return {key: value for key, value in joined.items() if value} if full else "dk"


def _move_options(answers: dict[str, Any], moved: Mapping[str, Mapping[str, str]]) -> None:
    for id_, points in moved.items():
        given = answers.get(id_)
        value = given.get("is") if isinstance(given, dict) else given
        new = (
            [points.get(point, point) for point in value] if isinstance(value, list) else points.get(str(value), value)
        )
        if new != value:
            answers[id_] = {**given, "is": new} if isinstance(given, dict) else new
