"""Practices, options and evidence as templates see them."""

import datetime
from collections.abc import Iterable

from cxmaturity.domain.answers import Answer, is_valid, months_before
from cxmaturity.domain.assessment import Assessment, carrying_practices, is_lowest
from cxmaturity.domain.improvement.needs import days
from cxmaturity.domain.model import Dimension, Option, Practice, Questionnaire, Requirement, walk
from cxmaturity.reports.view.practice import EvidenceView, OptionView, PracticeView


class Practices:
    """Makes the practices of one assessment."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.questionnaire: Questionnaire = assessment.questionnaire
        rank = assessment.result.stage.rank
        carrying = carrying_practices(self.questionnaire, assessment.scores, rank)
        self.carrying = set() if is_lowest(self.questionnaire, rank) else set(carrying)

    def all(self) -> dict[str, PracticeView]:
        """Every practice by its full id, in the order of the questionnaire."""
        return {
            practice.id: self._practice(practice, dimension)
            for dimension in walk(self.questionnaire.dimensions)
            for practice in dimension.practices
        }

    def option(self, practice: str, rank: int) -> OptionView:
        """The option of a practice at a rank that it has one at."""
        return self._option(practice, self.questionnaire.practices[practice].option(rank))

    def at(self, need: Requirement) -> str:
        """A practice with the point that it must stand at, in words."""
        return f"{self.questionnaire.practices[need.practice].title} at {self.questionnaire.point(need.rank).name}"

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
            dimension_id=dimension.id,
            status=answer.status,
            chosen=self._option(practice.id, practice.option(answer.low)) if answer.low else None,
            upper=self._option(practice.id, practice.option(answer.high))
            if answer.status == "range" and answer.high
            else None,
            next=self._option(practice.id, above) if above and not answer.unknown else None,
            because=answer.because,
            note=answer.note,
            evidence=evidence,
            documented=any(piece.valid for piece in evidence),
            carries=practice.id in self.carrying,
        )

    def _option(self, practice: str, option: Option) -> OptionView:
        point, step = self.questionnaire.point(option.rank), option.step
        return OptionView(
            rank=option.rank,
            point=point.id,
            name=point.name,
            text=option.text,
            step=step.do if step else "",
            effort_days=days(self.assessment.basis, practice, option) if step else None,
            months=step.months if step else None,
            owner=step.owner if step else "",
            measure=step.measure if step else "",
            requires=tuple(map(self.at, step.requires if step else ())),
        )

    def _evidence(self, answer: Answer) -> Iterable[EvidenceView]:
        months = self.questionnaire.scoring.evidence_months
        for piece in answer.evidence:
            yield EvidenceView(
                what=piece.what,
                date=piece.date.isoformat() if piece.date else "",
                ref=piece.ref,
                valid=is_valid(piece, self.assessment.answers.date, months),
                valid_until=_until(piece.date, months),
            )


def _until(day: datetime.date | None, months: int) -> str:
    """The last assessment day for which evidence of a day counts."""
    if day is None:
        return ""
    last = months_before(day, -months)
    while last < datetime.date.max and months_before(last + datetime.timedelta(1), months) <= day:
        last += datetime.timedelta(1)  # months have different lengths
    return last.isoformat()
