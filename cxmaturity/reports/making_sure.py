"""From the robustness of a stage to what templates see of it."""

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import counted, listed, number, percent, rounded
from cxmaturity.domain.sensitivity.result import Drop, Robustness, Weights
from cxmaturity.reports.sure_view import DropView, SureView, TellView
from cxmaturity.reports.words import Words


def sure_view(assessment: Assessment, robustness: Robustness) -> SureView:
    """The view of a robustness, which is that of this assessment."""
    return _Maker(assessment, robustness).view()


class _Maker:
    def __init__(self, assessment: Assessment, robustness: Robustness) -> None:
        self.assessment = assessment
        self.robustness = robustness
        self.words = Words(assessment)
        self.name = self.words.name(robustness.stage)

    def view(self) -> SureView:
        found = self.robustness
        return SureView(
            about=self._about(),
            drops=self._drops(),
            sets=tuple(tuple(map(self._drop, one)) for one in found.drops.sets),
            weights=self._weights(found.weights) if found.weights else "",
            rules=self._rules(),
            information=self._information(),
            tells=tuple(
                TellView(one.practice, self._title(one.practice), one.stages, one.index) for one in found.information
            ),
        )

    def _title(self, practice: str) -> str:
        return self.assessment.questionnaire.practices[practice].title

    def _point(self, rank: int | None) -> str:
        return "–" if rank is None else self.assessment.questionnaire.point(rank).name

    def _about(self) -> str:
        if self.robustness.stage is None:
            return "No answer counts, so there is no stage that could be lost."
        if self.assessment.result.stage.claimed:
            return ""
        return f"No stage is claimed; this is about the stage of what is answered, {self.name}."

    def _drops(self) -> str:
        drops = self.robustness.drops
        if self.robustness.stage is None:
            return ""
        if drops.fewest is None:
            return f"However low the answers, the stage stays at {self.name}."
        one = drops.fewest == 1
        if one:
            lost = f"One answer that is one option lower loses {self.name}"
        else:
            lost = f"No fewer than {number(drops.fewest)} drops lose {self.name}, each of one answer by one option"
        if drops.found == 1:
            return f"{lost}: {'this one' if one else 'these'}."
        if drops.all_found and drops.found == len(drops.sets):
            return f"{lost}: any of these {number(drops.found) if one else counted(drops.found, 'set')}."
        many = f"{'' if drops.all_found else 'more than '}{number(drops.found)}"
        return f"{lost}: any of {many}{'' if one else ' sets'}, of which these are the first {number(len(drops.sets))}."

    def _drop(self, drop: Drop) -> DropView:
        return DropView(
            drop.practice, self._title(drop.practice), self._point(drop.from_), self._point(drop.to), drop.drops
        )

    def _weights(self, weights: Weights) -> str:
        stage = weights.stage
        error = rounded(100 * stage.standard_error)
        points = "point" if error == "1" else "points"
        said = (
            f"With every weight moved at random by up to {weights.percent} %, {self.name} stays in"
            f" {percent(stage.share)} of {stage.draws:,} draws (95 % interval {percent(stage.low)} to"
            f" {percent(stage.high)}, standard error {error} {points},"
            f" seed {weights.seed})."
        )
        others = [
            f"{self.words.name(one.rank)} ({percent(one.draws / stage.draws)})"
            for one in weights.stages
            if one.rank != self.robustness.stage
        ]
        return f"{said} The other draws give {listed(others)}." if others else said

    def _rules(self) -> str:
        result = self.assessment.result
        if self.robustness.stage is None or self.assessment.questionnaire.scoring.rule == "sweep":
            return ""
        others = result.other_rules
        return (
            f"By other rules the stage is {self._point(result.stage.breadth)} without gates,"
            f" {self._point(others.weakest_dimension)} by the weakest dimension and"
            f" {self._point(others.rounded_down)} by the average, rounded down."
        )

    def _information(self) -> str:
        if not self.robustness.information:
            return ""
        return (
            "How much narrower the interval between the worst and the best case is on average once an open practice"
            " is known, every option of it equally likely:"
        )
