"""From an answers file to answers: every practice, point and step resolved against its questionnaire."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from cxmaturity.domain.answers import (
    MISSING,
    OUTCOMES,
    Answer,
    Answers,
    Behind,
    Evidence,
    Respondent,
    Target,
)
from cxmaturity.domain.model import Practice, Questionnaire, walk
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.typed import options_named
from cxmaturity.files.answers.meeting import read_meeting
from cxmaturity.files.answers.outside import brought_inside
from cxmaturity.files.answers.plan import PlanReader
from cxmaturity.files.answers.resolving import Resolver
from cxmaturity.files.answers.team import read_behind, read_votes
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.shapes.answers import AnswerShape, AnswersShape, ExplainedShape, TargetShape
from cxmaturity.files.yaml.decode import decode_answers
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Document, Path


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
        plan=PlanReader(reader.resolver).choices(shape.plan),
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
    """The reasons by the rules of the crosswalk, which is looked at only where there are any, and by measures.

    Which measures there are is not known here: their file is another for every command.
    """
    rules = [rule.id for rule in catalogue.crosswalk().conflicts] if given else []
    reasons: dict[str, str] = {}
    for i, item in enumerate(given):
        path: Path = ("explained", i, "rule")
        if item.rule not in rules and not item.rule.startswith(OUTCOMES):
            of_measure = f"a measure of outcomes is written {OUTCOMES}{item.rule}"
            findings.unknown(path, "rule", item.rule, rules, of_measure)
        elif item.rule in reasons:
            findings.error(path, "repeated-rule", f"{item.rule} is explained here already", "keep one of them")
        reasons.setdefault(item.rule, item.because.strip())
    return reasons


class _Reader:
    def __init__(self, questionnaire: Questionnaire, findings: Findings, team: Behind | None) -> None:
        self.questionnaire = questionnaire
        self.findings = findings
        self.resolver = Resolver(questionnaire, findings)
        self.team = team
        self.dimension_ids = [d.id for d in walk(questionnaire.dimensions)]

    def answers(self, shape: AnswersShape) -> Iterator[tuple[str, Answer]]:
        for id_, given in (shape.answers or {}).items():
            path: Path = ("answers", id_)
            practice = self.resolver.practice(id_, path)
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
        resolve = partial(self.resolver.option, practice)
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
            self.resolver.unknown_option(practice, text, path, "dk")
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
        low, high = (self.resolver.option(practice, text, (*path, i)) for i, text in enumerate(texts))
        if low is None or high is None:
            return MISSING
        if low >= high:
            names = f"[{texts[0]}, {texts[1]}]"
            hint = "a range is two different points, the lower one first"
            self.findings.error(path, "range-order", f"{names} is no range", hint)
        return Answer("range", low, high)

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
