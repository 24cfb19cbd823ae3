"""From the robustness of a stage to what templates see of it."""

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import listed, percent, say
from cxmaturity.domain.results.robustness import Drop, Robustness, Weights
from cxmaturity.reports.view.sensitivity import DropView, InformationView, SensitivityView
from cxmaturity.reports.words.result import Words

_SETS = "Any of these {n:word} sets of drops loses {stage}:"


def sensitivity_view(assessment: Assessment, robustness: Robustness) -> SensitivityView:
    """The view of a robustness, which is that of this assessment."""
    return _Maker(assessment, robustness).view()


class _Maker:
    def __init__(self, assessment: Assessment, robustness: Robustness) -> None:
        self.assessment = assessment
        self.robustness = robustness
        self.words = Words(assessment)
        self.name = self.words.name(robustness.stage)

    def view(self) -> SensitivityView:
        robustness = self.robustness
        return SensitivityView(
            about=self._about(),
            fewest=self._fewest(),
            drops=self._drops(),
            sets=tuple(tuple(map(self._drop, drops)) for drops in robustness.drops.sets),
            weights=self._weights(robustness.weights) if robustness.weights else "",
            rules=self._rules(),
            information=self._information(),
            tells=tuple(
                InformationView(practice.practice, self._title(practice.practice), practice.stages, practice.index)
                for practice in robustness.information
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

    def _fewest(self) -> str:
        drops = self.robustness.drops
        if self.robustness.stage is None:
            return ""
        if drops.fewest is None:
            return say("However low the answers, the stage stays at {stage}.", stage=self.name)
        if drops.fewest == 1:
            return say("One answer that is one option lower loses {stage}.", stage=self.name)
        sentence = "No fewer than {n:word} drops lose {stage}, each of one answer by one option."
        return say(sentence, n=drops.fewest, stage=self.name)

    def _drops(self) -> str:
        """What leads in the drops that lose the stage; nothing where none do."""
        drops = self.robustness.drops
        if not drops.fewest:
            return ""
        single = drops.fewest == 1
        if drops.found == 1:
            lead = "The drop that loses {stage}:" if single else "The drops that together lose {stage}:"
        elif drops.all_found and drops.found == len(drops.sets):
            lead = "Any of these {n:word} drops loses {stage}:" if single else _SETS
        elif drops.all_found:
            lead = "{n:Word} {what} lose {stage}, any of them alone; the first {shown:word} are:"
        else:
            lead = "More than {n:word} {what} lose {stage}, any of them alone; the first {shown:word} are:"
        what = say("drops") if single else say("sets of drops")
        return say(lead, n=drops.found, what=what, stage=self.name, shown=len(drops.sets))

    def _drop(self, drop: Drop) -> DropView:
        return DropView(
            drop.practice, self._title(drop.practice), self._point(drop.from_), self._point(drop.to), drop.drops
        )

    def _weights(self, weights: Weights) -> str:
        stage = weights.stage
        brief = say(
            "With every weight moved at random by up to {percent} %, {stage} stays in {share} of {draws} draws.",
            percent=weights.percent,
            stage=self.name,
            share=percent(stage.share),
            draws=stage.draws,
        )
        others = [
            f"{self.words.name(other.rank)} ({percent(other.draws / stage.draws)})"
            for other in weights.stages
            if other.rank != self.robustness.stage
        ]
        return f"{brief} {say('The other draws give {others}.', others=listed(others))}" if others else brief

    def _rules(self) -> str:
        claimed = self.assessment.result.stage.claimed
        return self.words.rule.other_rules_sentence(self.assessment) if claimed else ""

    def _information(self) -> str:
        if not self.robustness.information:
            return ""
        return (
            "How much narrower the interval between the worst and the best case is on average once an open practice"
            " is known, every option of it equally likely:"
        )
