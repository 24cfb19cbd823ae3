"""The sentences that say a result: the same on the terminal and in every report. Plain text, never markup."""

from collections.abc import Sequence

from cxmaturity.domain.assessment import Assessment, is_lowest, stages_of
from cxmaturity.domain.improvement.needs import Influence
from cxmaturity.domain.language import NOTHING, listed, rounded, say
from cxmaturity.domain.results.result import Result
from cxmaturity.domain.scoring.known import too_little
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.scoring.values import Stage


class Words:
    """The sentences of one assessment."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.result: Result = assessment.result
        self.rule = rule_of(assessment.questionnaire)
        self.stages: dict[int, Stage] = {
            stage.rank: stage for stage in stages_of(assessment.questionnaire, assessment.scores)
        }

    def name(self, rank: int | None) -> str:
        """The name of a stage, a dash where there is none."""
        return NOTHING if rank is None else self.stages[rank].name

    def said(self, rank: int | None) -> str:
        """A stage as a sentence has it: "Mobilise", "2 of 5 dimensions"; nothing where there is none."""
        return "" if rank is None else self.stages[rank].said

    def stage(self) -> str:
        """The stage with its interval, or why none is claimed."""
        return self.rule.stage_sentence(self.assessment)

    def documented(self) -> str:
        """How much of the stage has valid evidence, and what that carries alone."""
        stage = self.result.stage
        if not self.result.applicable:
            return ""
        if stage.carrying_answers is not None and is_lowest(self.assessment.questionnaire, stage.rank):
            return say("The lowest stage needs no proof.")
        have, all_ = stage.documented_answers or 0, stage.carrying_answers
        if have == 0 and stage.documented is None and all_ is not None and all_ > 1:
            return say("None of the {all:word} answers that carry the stage is documented.", all=all_)
        alone, with_stage = self._documented_by(have, all_)
        sentence = alone if stage.documented is None else with_stage
        return say(sentence, have=have, all=all_ or 0, stage=self.name(stage.documented))

    @staticmethod
    def _documented_by(have: int, carrying: int | None) -> tuple[str, str]:
        """What is said of so many documented answers: where they carry no stage, and where they do."""
        if carrying is None:
            return "No answer is documented.", "What is documented carries {stage}."
        if not carrying:
            return (
                "No answer carries the stage; no answer is documented.",
                "No answer carries the stage; what is documented carries {stage}.",
            )
        if carrying == 1 and have:
            return (
                "The one answer that carries the stage is documented; no answer is documented.",
                "The one answer that carries the stage is documented; what is documented carries {stage}.",
            )
        if carrying == 1:
            return (
                "The one answer that carries the stage is not documented; no answer is documented.",
                "The one answer that carries the stage is not documented; what is documented carries {stage}.",
            )
        return (
            "{have} of the {all} answers that carry the stage {have|is|are} documented; no answer is documented.",
            "{have} of the {all} answers that carry the stage {have|is|are} documented; what is documented carries"
            " {stage}.",
        )

    def extremes(self) -> str:
        """The strongest and the weakest dimensions, all that tie; nothing where a claim has no ground."""
        facts = self.rule.extremes(self.assessment)
        sentences = [say("{label}: {text}.", label=fact.label, text=fact.text) for fact in facts]
        return " ".join(filter(None, [*sentences, too_little(self.result, self.assessment.questionnaire.scoring)]))

    def find_out(self, influence: Influence, gates: Sequence[str]) -> str:
        """Why the answer to an unknown practice matters: to the stage, as a gate, to the index."""
        stage = self.result.stage
        lifts, drops = influence.worst > (stage.worst or 0), influence.best < (stage.best or 0)
        sentence = {
            (True, True): "Its answer alone can lift the worst case from {worst} to {lifted} or drop the best case from"
            " {best} to {dropped}.",
            (True, False): "Its answer alone can lift the worst case from {worst} to {lifted}.",
            (False, True): "Its answer alone can drop the best case from {best} to {dropped}.",
            (False, False): "",
        }[lifts, drops]
        alone = say(
            sentence,
            worst=self.name(stage.worst),
            lifted=self.name(influence.worst) if lifts else "",
            best=self.name(stage.best),
            dropped=self.name(influence.best) if drops else "",
        )
        gate = say("It is a gate to {stages}.", stages=listed(gates)) if gates else ""
        index = rounded(float(influence.index))
        rest = say("Up to {index} of 100 points of the index rest on it.", index=index)
        return " ".join(filter(None, [alone, gate, rest]))
