"""The sentences that say a result: the same on the terminal and in every report. Plain text, never markup."""

from collections.abc import Sequence

from cxmaturity.domain.assessment import Assessment, is_lowest, stages_of
from cxmaturity.domain.improvement.needs import Influence
from cxmaturity.domain.language import NOTHING, capital, listed, number, rounded, say
from cxmaturity.domain.results.result import Result
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
        alone = (
            "no answer is documented"
            if stage.documented is None
            else f"what is documented carries {self.name(stage.documented)}"
        )
        if stage.carrying_answers is None:
            return f"{capital(alone)}." if self.result.applicable else ""
        if is_lowest(self.assessment.questionnaire, stage.rank):
            return "The lowest stage needs no proof."
        have, all_ = stage.documented_answers or 0, stage.carrying_answers
        if all_ < 2:
            only = "No answer carries the stage" if not all_ else "The one answer that carries the stage is "
            return f"{only}{'' if not all_ else 'documented' if have else 'not documented'}; {alone}."
        if not have and stage.documented is None:
            return f"None of the {number(all_)} answers that carry the stage is documented."
        verb = "is" if have == 1 else "are"
        return f"{have} of the {all_} answers that carry the stage {verb} documented; {alone}."

    def extremes(self) -> str:
        """The strongest and the weakest dimensions, all that tie; nothing where a claim has no ground."""
        facts = self.rule.extremes(self.assessment)
        return " ".join(say("{label}: {text}.", label=one.label, text=one.text) for one in facts)

    def find_out(self, influence: Influence, gates: Sequence[str]) -> str:
        """Why the answer to an unknown practice matters: to the stage, as a gate, to the index."""
        stage = self.result.stage
        moves = []
        if influence.worst > (stage.worst or 0):
            moves.append(f"lift the worst case from {self.name(stage.worst)} to {self.name(influence.worst)}")
        if influence.best < (stage.best or 0):
            moves.append(f"drop the best case from {self.name(stage.best)} to {self.name(influence.best)}")
        said = [f"Its answer alone can {' or '.join(moves)}."] if moves else []
        if gates:
            said.append(f"It is a gate to {listed(gates)}.")
        return " ".join([*said, f"Up to {rounded(float(influence.index))} of 100 points of the index rest on it."])
