"""From an answers file to answers: every practice, point and step resolved against its questionnaire."""

import re
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from cxmaturity.domain.answers import (
    MISSING,
    Answer,
    Answers,
    Behind,
    Evidence,
    PlanChoices,
    Respondent,
    Target,
)
from cxmaturity.domain.model import Practice, Questionnaire, Requirement, rank_of, walk
from cxmaturity.domain.naming import Named, meant
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.typed import options_named, typed_hint
from cxmaturity.files.answers.meeting import read_meeting
from cxmaturity.files.answers.outside import brought_inside
from cxmaturity.files.answers.team import read_behind, read_votes
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.shapes.answers import AnswerShape, AnswersShape, ExplainedShape, PlanShape, TargetShape
from cxmaturity.files.yaml.decode import decode_answers
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Document, Path

_OF_AN_ANSWER = ("is", "because", "note", "evidence")
_UNSPACED = re.compile(r"([^\W_][\w.-]*):(\S.*)$")
MOST_MEANT = 4
"""How many practices are told at most that a text can mean."""


class ReadAnswers(Struct, frozen=True):
    """Answers with the questionnaire that they answer."""

    questionnaire: Questionnaire
    answers: Answers
    findings: Findings


def read_answers(document: Document, sha256: str, catalogue: Catalogue) -> ReadAnswers:
    """Read answers. ProblemsFoundError lists every error in the file, or in its questionnaire."""
    document = brought_inside(document)
    shape, problems = decode_answers(document)
    findings = Findings(document, problems)
    questionnaire = _questionnaire(shape, catalogue, findings)
    reader = _Reader(questionnaire, findings, read_behind(shape.team))
    who = shape.respondent
    answers = Answers(
        file=document.name,
        sha256=sha256,
        date=shape.date,
        organisation=shape.organisation or "",
        respondent=Respondent(who.role or "", who.level or "", who.function or "") if who else Respondent(),
        target=reader.target(shape.target),
        weights=reader.weights(shape.weights or {}),
        plan=reader.plan(shape.plan),
        owners=shape.owners or {},
        explained=_explained(shape.explained or [], catalogue, findings),
        answers=dict(reader.answers(shape)),
        team=reader.team,
    )
    findings.raise_errors()
    return ReadAnswers(questionnaire, answers, findings)


def _questionnaire(shape: AnswersShape, catalogue: Catalogue, findings: Findings) -> Questionnaire:
    """The questionnaire of the answers, in their version. What else is wrong can not be told without it."""
    id_, _, version = shape.questionnaire.partition("@")
    questionnaire = catalogue.find(id_)
    if questionnaire is None:
        findings.unknown(("questionnaire",), "questionnaire", id_, catalogue.names())
        findings.raise_errors()
        raise AssertionError("an unknown questionnaire is an error")
    known = questionnaire.version
    if int(version) < known:
        changed = "; ".join(
            f"version {v}: {change.what}" for v, change in sorted(questionnaire.changes.items()) if v > int(version)
        )
        findings.error(
            ("questionnaire",),
            "old-version",
            f"these answers are for version {version}, the questionnaire is now version {known}"
            + (f" ({changed})" if changed else ""),
            f"move them: cxmaturity migrate {findings.document.name} -o NEW.yaml",
        )
    if int(version) > known:
        message = f"these answers are for version {version}, the questionnaire here is version {known}"
        findings.error(("questionnaire",), "new-version", message, "use the questionnaire they were written for")
    if int(version) != known:
        findings.raise_errors()
    return questionnaire


def _explained(given: list[ExplainedShape], catalogue: Catalogue, findings: Findings) -> dict[str, str]:
    """The reasons by the rules of the crosswalk, which is looked at only where there are any."""
    rules = [rule.id for rule in catalogue.crosswalk().conflicts] if given else []
    reasons: dict[str, str] = {}
    for i, item in enumerate(given):
        path: Path = ("explained", i, "rule")
        if item.rule not in rules:
            findings.unknown(path, "rule", item.rule, rules)
        elif item.rule in reasons:
            findings.error(path, "repeated-rule", f"{item.rule} is explained here already", "keep one of them")
        reasons.setdefault(item.rule, item.because.strip())
    return reasons


class _Reader:
    def __init__(self, questionnaire: Questionnaire, findings: Findings, team: Behind | None) -> None:
        self.questionnaire = questionnaire
        self.findings = findings
        self.team = team
        self.dimension_ids = [d.id for d in walk(questionnaire.dimensions)]

    def answers(self, shape: AnswersShape) -> Iterator[tuple[str, Answer]]:
        for id_, given in (shape.answers or {}).items():
            path: Path = ("answers", id_)
            practice = self._practice(id_, path)
            if practice is None:
                continue
            if isinstance(given, AnswerShape):
                yield id_, self._full(practice, given, path)
            elif isinstance(given, list):
                yield id_, self._range(practice, given, path)
            elif given is not None:
                yield id_, self._answer(practice, given, path)

    def _full(self, practice: Practice, shape: AnswerShape, path: Path) -> Answer:
        evidence = tuple(Evidence(e.what, e.date, e.ref or "") for e in shape.evidence or ())
        answer = MISSING
        because = (shape.because or "").strip()
        if shape.is_ == "na":
            answer = self._not_applicable(practice, because, (*path, "is"))
        elif isinstance(shape.is_, list):
            answer = self._range(practice, shape.is_, (*path, "is"))
        elif shape.is_ is not None:
            answer = self._answer(practice, shape.is_, (*path, "is"))
        resolve = partial(self._option, practice)
        votes = read_votes(shape, path, resolve, self.team, self.findings)
        meeting = read_meeting(shape, path, resolve, self.findings)
        return Answer(answer.status, answer.low, answer.high, because, shape.note or "", evidence, votes, *meeting)

    def _answer(self, practice: Practice, text: str, path: Path) -> Answer:
        if text == "dk":
            return Answer("dk")
        if text == "na":
            return self._not_applicable(practice, "", path)
        ranks = options_named(text, practice, self.questionnaire, by_number=False)
        if not ranks:
            self._unknown_option(practice, text, path, "dk")
            return MISSING
        return Answer("answered" if len(ranks) == 1 else "range", ranks[0], ranks[-1])

    def _not_applicable(self, practice: Practice, because: str, path: Path) -> Answer:
        if not practice.na:
            hint = "choose an option, or dk (don't know)"
            self.findings.error(path, "na-not-allowed", f"{practice.id} applies to everyone", hint)
        elif not because:
            hint = "write {is: na, because: ...}"
            self.findings.error(path, "na-without-reason", "na needs a reason", hint)
        return Answer("na", because=because)

    def _range(self, practice: Practice, texts: list[str], path: Path) -> Answer:
        low, high = (self._option(practice, text, (*path, i)) for i, text in enumerate(texts))
        if low is None or high is None:
            return MISSING
        if low >= high:
            names = f"[{texts[0]}, {texts[1]}]"
            hint = "a range is two different points, the lower one first"
            self.findings.error(path, "range-order", f"{names} is no range", hint)
        return Answer("range", low, high)

    def _option(self, practice: Practice, text: str, path: Path, *others: str) -> int | None:
        """The rank of the option that a point's id or rank says; None, and an error, where there is none.

        `others` are what else may stand there.
        """
        points = [self.questionnaire.point(option.rank) for option in practice.options]
        rank = rank_of(text, points)
        if rank is None:
            self._unknown_option(practice, text, path, *others)
        return rank

    def _unknown_option(self, practice: Practice, text: str, path: Path, *others: str) -> None:
        """Note that a text names no option of a practice, and what was probably meant; `others` may stand there too."""
        points = [self.questionnaire.point(option.rank) for option in practice.options]
        if rank_of(text, self.questionnaire.scale):
            hint = f"its options are {', '.join(point.id for point in points)}"
            self.findings.error(path, "no-option", f"{practice.id} has no option {text}", hint)
        elif others and (hint := typed_hint(text, practice, self.questionnaire)):
            self.findings.error(path, "unknown-point", f"{text!r} names no option", hint)
        else:
            self.findings.unknown_point(path, text, points, *others, what="option")

    def target(self, shape: TargetShape | None) -> Target:
        if shape is None:
            return Target()
        stage: int | None = None
        if shape.stage is not None:
            stage = self._stage(shape.stage, ("target", "stage"))
        dimensions: dict[str, int] = {}
        for id_, text in (shape.dimensions or {}).items():
            path = ("target", "dimensions", id_)
            if id_ not in self.dimension_ids:
                self.findings.unknown(path, "dimension", id_, self.dimension_ids)
            elif (rank := self.findings.rank(path, text, self.questionnaire.scale)) is not None:
                dimensions[id_] = rank
        return Target(stage, shape.by, dimensions)

    def _stage(self, text: str, path: Path) -> int | None:
        rule = rule_of(self.questionnaire)
        rank = rule.stage_rank(self.questionnaire, text)
        if rank is None and (hint := rule.stage_hint(self.questionnaire)):
            self.findings.error(path, "no-target", f"{text} is no target here", hint)
        elif rank is None:
            self.findings.unknown_point(path, text, self.questionnaire.scale, what="stage")
        return rank

    def weights(self, given: dict[str, str]) -> dict[str, int]:
        known = [*self.questionnaire.practices, *self.dimension_ids]
        for id_ in given:
            if id_ not in known:
                self.findings.unknown(("weights", id_), "practice or dimension", id_, known)
        return {id_: int(weight) for id_, weight in given.items()}

    def plan(self, shape: PlanShape | None) -> PlanChoices:
        if shape is None:
            return PlanChoices()
        exclude, started, must = (
            dict(self._steps(getattr(shape, name) or [], ("plan", name))) for name in ("exclude", "started", "must")
        )
        for path, step in must.items():
            if step in exclude.values():
                message = f"{self._named(step)} is ruled out as well"
                self.findings.error(path, "contradiction", message, "keep it in one of both")
        efforts = self._efforts(shape.effort or {})
        staff = None if shape.staff is None else int(shape.staff)
        return PlanChoices(efforts, tuple(exclude.values()), tuple(started.values()), tuple(must.values()), staff)

    def _efforts(self, given: dict[str, dict[str, str]]) -> dict[Requirement, int]:
        efforts: dict[Requirement, int] = {}
        for id_, points in given.items():
            path: Path = ("plan", "effort", id_)
            practice = self._practice(id_, path)
            if practice is None:
                continue
            for point, days in points.items():
                step = self._step(practice, point, (*path, point))
                if step in efforts:
                    message = f"the effort of {self._named(step)} stands here already"
                    self.findings.error((*path, point), "repeated-step", message, "keep one of them")
                if step is not None:
                    efforts[step] = int(days)
        return efforts

    def _named(self, step: Requirement) -> str:
        return f"{step.practice}@{self.questionnaire.point(step.rank).id}"

    def _steps(self, texts: list[str], path: Path) -> Iterator[tuple[Path, Requirement]]:
        for i, text in enumerate(texts):
            id_, at, point = text.partition("@")
            here = (*path, i)
            if not at:
                hint = "write practice@point, such as people.hiring@align"
                self.findings.error(here, "no-step", f"{text} names no step", hint)
            elif (practice := self._practice(id_, here)) and (step := self._step(practice, point, here)):
                yield here, step

    def _practice(self, id_: str, path: Path) -> Practice | None:
        practice = self.questionnaire.practices.get(id_)
        if practice is None and (meant_here := self._meant(id_)):
            self.findings.error(path, "unknown-practice", f"{id_!r} is no id of a practice", meant_here)
        elif practice is None:
            self.findings.unknown(path, "practice", id_, self.questionnaire.practices)
        return practice

    def _meant(self, text: str) -> str:
        """What would be right for a text that is no id of a practice: the id of the one that it names another way."""
        if text in _OF_AN_ANSWER:
            return "indent it by 2 more spaces where it belongs to the answer above it"
        if match := _UNSPACED.match(text):
            return f"write a space after the colon: `{match[1]}: {match[2]}`"
        named = [Named(id_, practice.title) for id_, practice in self.questionnaire.practices.items()]
        ids = meant(text, named) if text.strip() else []
        return f"write {' or '.join(ids)}" if 0 < len(ids) <= MOST_MEANT else ""

    def _step(self, practice: Practice, point: str, path: Path) -> Requirement | None:
        rank = self._option(practice, point, path)
        if rank == 1:
            hint = "name a point above it"
            self.findings.error(path, "no-step", "no step leads to the lowest point", hint)
            return None
        return None if rank is None else Requirement(practice.id, rank)
