"""From assessments to the view that templates see."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePath

import cxmaturity
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.crosswalk import Crosswalk
from cxmaturity.domain.glossary import glossary
from cxmaturity.domain.improvement.prerequisites import unsupported_words
from cxmaturity.domain.language import day, say
from cxmaturity.domain.model import Dimension, Questionnaire, walk
from cxmaturity.domain.results.result import DimensionResult
from cxmaturity.domain.scoring.known import little
from cxmaturity.domain.scoring.level import PARTLY
from cxmaturity.domain.scoring.lines import grip
from cxmaturity.domain.scoring.rule_words import share_text
from cxmaturity.reports.build.aims import aims
from cxmaturity.reports.build.comparison import Related
from cxmaturity.reports.build.needs import NeedsView
from cxmaturity.reports.build.people import agreement_view
from cxmaturity.reports.build.practices import Practices
from cxmaturity.reports.build.sensitivity import sensitivity_view
from cxmaturity.reports.build.way import way_forward
from cxmaturity.reports.document.blocks import Cell as TableCell
from cxmaturity.reports.document.blocks import Column, Row, Table
from cxmaturity.reports.view.practice import GateView, UnsupportedView
from cxmaturity.reports.view.report import Cell, DimensionView, PointView, Section, Sentences, StageNames, View
from cxmaturity.reports.words.effort import effort_words
from cxmaturity.reports.words.plan import RoadmapWords
from cxmaturity.reports.words.result import Words


def view(assessments: Iterable[Assessment], crosswalk: Crosswalk | None = None, asked: Sequence[str] = ()) -> View:
    """The view of assessments of one organisation and date, at least one.

    Without a crosswalk nothing is said of how they relate. `asked` are the options, for each assessment, with
    which `cxmaturity plan` prints the plan that it holds.
    """
    several = list(assessments)
    answers = several[0].answers
    anchors: list[str] = []
    for assessment in several:
        id_ = assessment.questionnaire.id
        count = sum(a == id_ or a.startswith(id_ + "-again-") for a in anchors)
        anchors.append(f"{id_}-again-{count}" if count else id_)
    named = list(zip(several, anchors, _titles(several), strict=True))
    related = Related(crosswalk, named) if crosswalk else None
    built_in = all(assessment.questionnaire.built_in for assessment in several)
    subject = "Customer experience maturity" if built_in else "Maturity self-assessment"
    return View(
        schema="cxmaturity/view@2",
        organisation=answers.organisation,
        date=answers.date.isoformat(),
        version=cxmaturity.__version__,
        subject=subject,
        title=f"{answers.organisation}: {subject[0].lower()}{subject[1:]}" if answers.organisation else subject,
        together=related.comparison() if related and len(several) > 1 else None,
        contradictions=related.contradictions() if related else (),
        sections=tuple(
            _Maker(*titled, options).section()
            for titled, options in zip(named, asked or [""] * len(named), strict=True)
        ),
    )


def _titles(assessments: list[Assessment]) -> list[str]:
    """The title of each one's questionnaire, with the file where several answer the same."""
    ids = [assessment.questionnaire.id for assessment in assessments]
    return [
        f"{assessment.questionnaire.title} ({_file(assessment)})"
        if ids.count(assessment.questionnaire.id) > 1
        else assessment.questionnaire.title
        for assessment in assessments
    ]


def _file(assessment: Assessment) -> str:
    """What a report calls an answers file: not where it lies."""
    file = assessment.answers.file
    return "standard input" if file == "-" else PurePath(file).name


def file_stem(organisation: str, date: str) -> str:
    """A file name for a report, without its ending: the organisation in small letters, and the date."""
    plain = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", organisation).lower()).strip("-")
    plain = plain.encode()[:120].decode(errors="ignore")  # file systems count bytes, and take 255 of them
    return f"{plain or 'report'}-{date}"


class _Maker:
    """Makes the section of one assessment."""

    def __init__(self, assessment: Assessment, anchor: str, title: str, asked: str) -> None:
        self.assessment = assessment
        self.anchor = anchor
        self.title = title
        self.asked = asked
        self.questionnaire: Questionnaire = assessment.questionnaire
        self.result = assessment.result
        self.words = Words(assessment)
        scale = self.questionnaire.scale
        self.points = tuple(PointView(p.rank, p.id, p.name, p.meaning, float(p.value)) for p in scale)
        maker = Practices(assessment)
        self.practices = maker.all()
        self.needs = NeedsView(assessment, maker, self.practices, self.words)

    def section(self) -> Section:
        questionnaire, answers, words = self.questionnaire, self.assessment.answers, self.words
        target = self.result.target
        every = tuple(self.practices.values())
        return Section(
            anchor=self.anchor,
            questionnaire_id=questionnaire.id,
            title=self.title,
            about=questionnaire.about,
            version=questionnaire.version,
            credits=questionnaire.credits,
            licence=questionnaire.licence,
            questionnaire_sha256=questionnaire.sha256,
            file=_file(self.assessment),
            answers_sha256=answers.sha256,
            respondent=answers.respondent,
            target_by=answers.target.by.isoformat() if answers.target.by else "",
            scale=self.points,
            scoring=questionnaire.scoring,
            rule=words.rule.paragraphs(questionnaire),
            glossary=glossary(questionnaire),
            partly=PARTLY,
            sentences=self._sentences(),
            target_name=words.name(target.rank) if target else "",
            target_said=words.said(target.rank) if target else "",
            by_said=say(", by {day}", day=day(answers.target.by.isoformat())) if answers.target.by else "",
            day=answers.date.isoformat(),
            stages=tuple((stage.rank, stage.name) for stage in words.stages.values()),
            pictures=words.rule.pictures,
            rule_facts=words.rule.facts(self.assessment),
            rule_sentences=words.rule.sentences(self.assessment),
            profile_lead=words.rule.profile_words(questionnaire),
            profile_table=self._profile_table(),
            stage_names=self._stage_names(),
            profile=tuple(self._profile(questionnaire.dimensions, self.result.dimensions, 0)),
            gates=tuple(self._gates()),
            aims=tuple(aims(self.assessment, words)),
            blockers=tuple(sorted(self.needs.blockers(), key=lambda blocker: "gate" not in blocker.why)),
            practices=every,
            find_out=tuple(self.needs.find_out()),
            unanswered=tuple(self.practices[unknown.practice] for unknown in self.result.find_out),
            not_applicable=tuple(practice for practice in every if practice.status == "na"),
            unsupported=tuple(UnsupportedView(*pair) for pair in unsupported_words(questionnaire, answers)),
            way=way_forward(self.assessment, self.anchor, f"cxmaturity plan {_file(self.assessment)}{self.asked}"),
            sure=sensitivity_view(self.assessment, robustness) if (robustness := self.result.robustness) else None,
            result=self.result,
            agreement=agreement_view(self.assessment),
        )

    def _sentences(self) -> Sentences:
        """What the section says in whole sentences."""
        words = self.words
        return Sentences(
            stage=words.stage(),
            documented=words.documented(),
            extremes=words.extremes(),
            way=RoadmapWords(self.assessment).way(),
            effort=effort_words(self.assessment),
        )

    def _stage_names(self) -> StageNames:
        """The names of the stages that the results come to."""
        stage, words = self.result.stage, self.words
        return StageNames(
            stage=words.name(stage.rank),
            worst=words.name(stage.worst),
            best=words.name(stage.best),
            documented=words.name(stage.documented),
            breadth=self._level_name(stage.breadth),
            weakest_dimension=self._level_name(self.result.other_rules.weakest_dimension),
            rounded_down=self._level_name(self.result.other_rules.rounded_down),
        )

    def _level_name(self, rank: int | None) -> str:
        return "–" if rank is None else self.questionnaire.point(rank).name

    def _profile(
        self, dimensions: tuple[Dimension, ...], results: tuple[DimensionResult, ...], depth: int
    ) -> Iterable[DimensionView]:
        target = self.result.target
        overall = self.words.rule.dimension_target(target.rank) if target is not None else None
        for dimension, result in zip(dimensions, results, strict=True):
            aim = self.assessment.answers.target.dimensions.get(dimension.id, overall)
            held = grip(dimension.id, self.questionnaire, self.assessment.scores.answered)
            yield DimensionView(
                id=dimension.id,
                name=dimension.name,
                little="" if result.score is None else little(result, self.questionnaire.scoring),
                about=dimension.about,
                depth=depth,
                score=result.score,
                index=result.index,
                coverage=result.coverage,
                grip=None if held is None else float(held),
                level=result.level,
                won=self.assessment.scores.answered.holds("won", dimension.id),
                level_name=self._level_name(result.level),
                documented=result.documented,
                documented_name=self._level_name(result.documented),
                worst_name=self._level_name(result.worst),
                best_name=self._level_name(result.best),
                target=aim,
                target_name=self._level_name(aim),
                gap=None if aim is None or result.level is None else max(aim - result.level, 0),
                cells=tuple(
                    Cell(
                        point,
                        share,
                        share_text(share, self.questionnaire.scoring, 0),
                        rating,
                        result.level is not None and point.rank <= result.level,
                        standing,
                    )
                    for point, share, rating, standing in zip(
                        self.points, result.shares, result.ratings, self._standing(dimension), strict=True
                    )
                ),
            )
            yield from self._profile(dimension.dimensions, result.dimensions, depth + 1)

    def _profile_table(self) -> Table | None:
        """What the rule knows of the dimensions, as a table."""
        profile = self.words.rule.profile(self.assessment)
        rows = tuple(
            Row(
                (
                    TableCell(dimension.name, dimension.id, dimension.note),
                    *(TableCell(cell.text, cell.value, "", cell.rating, cell.reached) for cell in dimension.cells),
                ),
                depth=dimension.depth,
            )
            for dimension in profile.rows
        )
        columns = (Column("Dimension", share=2), *(Column(column.name, column.numeric) for column in profile.columns))
        return Table(f"{self.anchor}.profile-table", "The dimensions", columns, rows) if rows else None

    def _standing(self, dimension: Dimension) -> list[int]:
        """How many practices of a dimension, and of those inside it, stand at each point."""
        read = self.assessment.scores.readings.answered
        ranks = [read[practice.id] for group in walk((dimension,)) for practice in group.practices]
        return [ranks.count(point.rank) for point in self.points]

    def _gates(self) -> Iterable[GateView]:
        for gate, declared in zip(self.result.gates, self.questionnaire.gates, strict=True):
            practice = self.practices[gate.practice]
            stands = practice.chosen.name if practice.chosen else "not known"
            name = self.questionnaire.point(declared.stage).name
            yield GateView(gate.stage, name, practice.id, practice.title, stands, gate.open)
