"""From assessments to the view that templates see."""

import datetime
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal

import cxmaturity
from cxmaturity.domain.ahead import Goal, days
from cxmaturity.domain.answers import Answer, is_valid, months_before
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.crosswalk import Crosswalk
from cxmaturity.domain.gap import Gap, TimedStep, gaps
from cxmaturity.domain.model import Dimension, Option, Practice, Questionnaire, walk
from cxmaturity.domain.result import DimensionResult
from cxmaturity.domain.scoring import PARTLY, grip
from cxmaturity.reports.together import Related
from cxmaturity.reports.view import (
    BlockerView,
    Cell,
    DimensionView,
    EvidenceView,
    GapStepView,
    GapView,
    GateView,
    OptionView,
    PointView,
    PracticeView,
    Section,
    Sentences,
    StageNames,
    StepView,
    View,
)
from cxmaturity.reports.words import Words


def view(assessments: Iterable[Assessment], crosswalk: Crosswalk | None = None) -> View:
    """The view of assessments of one organisation and date, at least one.

    Without a crosswalk nothing is said of how they relate.
    """
    several = list(assessments)
    answers = several[0].answers
    anchors: list[str] = []
    for assessment in several:
        id_ = assessment.questionnaire.id
        count = sum(a == id_ or a.startswith(id_ + "-again-") for a in anchors)
        anchors.append(f"{id_}-again-{count}" if count else id_)
    related = Related(crosswalk, anchors, several) if crosswalk else None
    return View(
        schema="cxmaturity/view@1",
        organisation=answers.organisation,
        date=answers.date.isoformat(),
        version=cxmaturity.__version__,
        together=related.together() if related and len(several) > 1 else None,
        contradictions=tuple(related.contradictions()) if related else (),
        sections=tuple(_Maker(a, anchor).section() for a, anchor in zip(several, anchors, strict=True)),
    )


def file_stem(made: View) -> str:
    """A file name for a report, without its ending: the organisation in small letters, and the date."""
    plain = re.sub(r"[^\w]+", "-", made.organisation.lower()).strip("-")
    plain = plain.encode()[:120].decode(errors="ignore")  # file systems count bytes, and take 255 of them
    return f"{plain or 'report'}-{made.date}"


class _Maker:
    """Makes the section of one assessment."""

    def __init__(self, assessment: Assessment, anchor: str) -> None:
        self.assessment = assessment
        self.anchor = anchor
        self.questionnaire: Questionnaire = assessment.questionnaire
        self.result = assessment.result
        target = self.result.target
        levels = {d.id: _level(assessment, d.id) for d in walk(self.questionnaire.dimensions)}
        goal = Goal(target.rank) if target else None
        self.found = tuple(gaps(assessment.ahead, goal, self.result.stage.rank, levels))
        self.words = Words(assessment, self.found[0].way if target else None)
        self.points = tuple(PointView(p.rank, p.id, p.name, p.meaning) for p in self.questionnaire.scale)
        self.practices = {
            practice.id: self._practice(practice, dimension)
            for dimension in walk(self.questionnaire.dimensions)
            for practice in dimension.practices
        }

    def section(self) -> Section:
        questionnaire, answers, words = self.questionnaire, self.assessment.answers, self.words
        stage, target = self.result.stage, self.result.target
        every = tuple(self.practices.values())
        return Section(
            anchor=self.anchor,
            questionnaire_id=questionnaire.id,
            title=questionnaire.title,
            about=questionnaire.about,
            version=questionnaire.version,
            credits=questionnaire.credits,
            licence=questionnaire.licence,
            questionnaire_sha256=questionnaire.sha256,
            file="standard input" if answers.file == "-" else PurePath(answers.file).name,
            answers_sha256=answers.sha256,
            respondent=answers.respondent,
            target_by=answers.target.by.isoformat() if answers.target.by else "",
            scale=self.points,
            scoring=questionnaire.scoring,
            partly=PARTLY,
            sentences=Sentences(
                words.stage(),
                words.documented(),
                words.gates(),
                words.strongest(),
                words.way(),
                words.grip(),
                words.balance(),
            ),
            target_name=words.name(target.rank) if target else "",
            reachable=target is not None and words.distance is not None,
            stage_names=StageNames(
                stage=words.name(stage.rank),
                worst=words.name(stage.worst),
                best=words.name(stage.best),
                documented=words.name(stage.documented),
                level_before_gates=self._level_name(stage.level_before_gates),
                weakest_dimension=self._level_name(self.result.other_rules.weakest_dimension),
                rounded_down=self._level_name(self.result.other_rules.rounded_down),
            ),
            profile=tuple(self._profile(questionnaire.dimensions, self.result.dimensions, 0)),
            gates=tuple(self._gates()),
            gaps=tuple(map(self._gap, self.found)),
            blockers=tuple(sorted(self._blockers(), key=lambda blocker: "gate" not in blocker.why)),
            recommendations=tuple(self._steps()),
            practices=every,
            unanswered=tuple(self.practices[found.practice] for found in self.result.find_out),
            not_applicable=tuple(practice for practice in every if practice.status == "na"),
            result=self.result,
        )

    def _level_name(self, rank: int | None) -> str:
        return "–" if rank is None else self.questionnaire.point(rank).name

    def _profile(
        self, dimensions: tuple[Dimension, ...], results: tuple[DimensionResult, ...], depth: int
    ) -> Iterable[DimensionView]:
        target = self.result.target
        staged = self.questionnaire.scoring.rule == "staged"
        overall = target.rank if target is not None and staged else None
        for dimension, result in zip(dimensions, results, strict=True):
            aim = self.assessment.answers.target.dimensions.get(dimension.id, overall)
            held = grip(dimension.id, self.questionnaire, self.assessment.scores.answered)
            yield DimensionView(
                id=dimension.id,
                name=dimension.name,
                about=dimension.about,
                depth=depth,
                score=result.score,
                index=result.index,
                coverage=result.coverage,
                grip=None if held is None else float(held),
                level=result.level,
                won=self.assessment.scores.answered.get(f"won({dimension.id})") == 1,
                level_name=self._level_name(result.level),
                documented=result.documented,
                documented_name=self._level_name(result.documented),
                worst_name=self._level_name(result.worst),
                best_name=self._level_name(result.best),
                target=aim,
                target_name=self._level_name(aim),
                gap=None if aim is None or result.level is None else max(aim - result.level, 0),
                cells=tuple(
                    Cell(point, share, rating, result.level is not None and point.rank <= result.level)
                    for point, share, rating in zip(self.points, result.shares, result.ratings, strict=True)
                ),
            )
            yield from self._profile(dimension.dimensions, result.dimensions, depth + 1)

    def _gates(self) -> Iterable[GateView]:
        for gate, declared in zip(self.result.gates, self.questionnaire.gates, strict=True):
            practice = self.practices[gate.practice]
            stands = practice.chosen.name if practice.chosen else "not known"
            name = self.questionnaire.point(declared.stage).name
            yield GateView(gate.stage, name, practice.id, practice.title, stands, gate.open)

    def _blockers(self) -> Iterable[BlockerView]:
        for blocker in self.result.target.blockers if self.result.target else ():
            to = self._option(blocker.practice, self.questionnaire.practices[blocker.practice].option(blocker.to))
            yield BlockerView(
                practice=self.practices[blocker.practice],
                from_name=self._level_name(blocker.from_),
                to_name=to.name,
                why=blocker.why,
                unknown=blocker.unknown,
                to_text=to.text,
            )

    def _gap(self, gap: Gap) -> GapView:
        whole, by = not gap.goal.dimension, self.assessment.answers.target.by
        name = self.words.name if whole else self._level_name
        dimension = next((d for d in walk(self.questionnaire.dimensions) if d.id == gap.goal.dimension), None)
        return GapView(
            dimension=gap.goal.dimension,
            name=dimension.name if dimension else "",
            today_name=name(gap.today),
            target_name=name(gap.goal.rank),
            sentence=self.words.gap(gap, name(gap.today), name(gap.goal.rank), by),
            below_today=gap.below_today,
            reachable=gap.way is not None,
            effort_days=gap.way.days if gap.way else 0,
            months=gap.months,
            steps=tuple(map(self._gap_step, gap.steps)),
        )

    def _gap_step(self, timed: TimedStep) -> GapStepView:
        practice = self.questionnaire.practices[timed.practice]
        step = practice.option(timed.to).step
        return GapStepView(
            practice=timed.practice,
            title=practice.title,
            from_name=self._level_name(timed.from_),
            to_name=self._level_name(timed.to),
            step=step.do if step else "",
            owner=step.owner if step else "",
            effort_days=timed.days,
            months=timed.months,
            begins=timed.begins,
        )

    def _steps(self) -> Iterable[StepView]:
        plan = self.assessment.answers.plan
        marks: dict[tuple[str, int], Literal["ruled out", "under way", "wanted"]] = {
            **{(step.practice, step.rank): "wanted" for step in plan.must},
            **{(step.practice, step.rank): "under way" for step in plan.started},
            **{(step.practice, step.rank): "ruled out" for step in plan.exclude},
        }
        blocking = {blocker.practice for blocker in self.result.target.blockers} if self.result.target else set()
        for step in self.result.recommendations:
            yield StepView(
                rank=step.rank,
                practice=self.practices[step.practice],
                from_name=self._level_name(step.from_),
                to_name=self._level_name(step.to),
                towards=step.practice in blocking,
                step=step.step,
                to_text=self.questionnaire.practices[step.practice].option(step.to).text,
                effort_days=step.effort_days,
                months=step.months,
                owner=step.owner,
                measure=step.measure,
                index_gain=step.index_gain,
                unlocks=step.unlocks,
                waits_for=tuple(map(self._needed, step.waits_for)),
                mark=marks.get((step.practice, step.to), ""),
            )

    def _needed(self, reference: str) -> str:
        """A point that a step waits for, in words."""
        id_, _, point = reference.partition("@")
        name = next(p.name for p in self.points if p.id == point)
        return f"{self.questionnaire.practices[id_].title} at {name}"

    def _practice(self, practice: Practice, dimension: Dimension) -> PracticeView:
        answer = self.assessment.answers.of(practice.id)
        start = answer.low if answer.low is not None else 0
        above = None if answer.status == "na" else practice.next_option(start)
        evidence = tuple(self._evidence(answer))
        return PracticeView(
            id=practice.id,
            title=practice.title,
            question=practice.question,
            help=practice.help,
            source=practice.source,
            dimension=dimension.name,
            status=answer.status,
            chosen=self._option(practice.id, practice.option(answer.low)) if answer.low else None,
            upper=self._option(practice.id, practice.option(answer.high))
            if answer.status == "range" and answer.high
            else None,
            next=self._option(practice.id, above) if above and not answer.unknown else None,
            because=answer.because,
            note=answer.note,
            evidence=evidence,
            documented=any(one.valid for one in evidence),
        )

    def _option(self, practice: str, option: Option) -> OptionView:
        point, step = self.questionnaire.point(option.rank), option.step
        return OptionView(
            rank=option.rank,
            point=point.id,
            name=point.name,
            text=option.text,
            step=step.do if step else "",
            effort_days=days(self.assessment.ahead, practice, option) if step else None,
            months=step.months if step else None,
            owner=step.owner if step else "",
            measure=step.measure if step else "",
            requires=tuple(
                f"{self.questionnaire.practices[need.practice].title} at {self._level_name(need.rank)}"
                for need in (step.requires if step else ())
            ),
        )

    def _evidence(self, answer: Answer) -> Iterable[EvidenceView]:
        months = self.questionnaire.scoring.evidence_months
        for one in answer.evidence:
            yield EvidenceView(
                what=one.what,
                date=one.date.isoformat() if one.date else "",
                ref=one.ref,
                valid=is_valid(one, self.assessment.answers.date, months),
                valid_until=_until(one.date, months),
            )


def _level(assessment: Assessment, dimension: str) -> int | None:
    level = assessment.scores.answered[f"level({dimension})"]
    return None if level is None else int(level)


def _until(day: datetime.date | None, months: int) -> str:
    """The last assessment day for which evidence of a day counts."""
    if day is None:
        return ""
    last = months_before(day, -months)
    while last < datetime.date.max and months_before(last + datetime.timedelta(1), months) <= day:
        last += datetime.timedelta(1)  # months have different lengths
    return last.isoformat()
