"""The sentences that say a result: the same on the terminal and in every report. Plain text, never markup."""

from collections.abc import Callable, Iterable, Sequence

from cxmaturity.domain.assessment import Assessment, is_lowest, stage_name
from cxmaturity.domain.improvement.needs import Influence
from cxmaturity.domain.language import beside, capital, counted, counted_plain, listed, number, percent, rounded, signed
from cxmaturity.domain.model import Scoring
from cxmaturity.domain.result import DimensionResult, Reason, Result
from cxmaturity.domain.scoring.program import Number
from cxmaturity.domain.scoring.rule import PARTLY

_REASONS: dict[Reason, str] = {"gate": "a gate", "share": "its dimension"}


def share(value: float | None, scoring: Scoring, digits: int = 1) -> str:
    """A share in per cent with as many decimals as it takes to stand on its own side of every limit."""
    return beside(value, (0, PARTLY, scoring.most, scoring.nearly, 100), digits)


def reasons(why: Sequence[Reason]) -> str:
    """Why a practice is a blocker."""
    return listed([_REASONS[one] for one in why])


class Words:
    """The sentences of one assessment."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.result: Result = assessment.result
        self._sweep = assessment.questionnaire.scoring.rule == "sweep"
        self._won_of = sum(d.worst is not None for d in self.result.dimensions)

    def name(self, rank: int | None) -> str:
        """The name of a stage, a dash where there is none."""
        return "–" if rank is None else stage_name(self.assessment.questionnaire, rank, self._won_of)

    def stage(self) -> str:
        """The stage with its interval, or why none is claimed."""
        stage, result = self.result.stage, self.result
        if not result.applicable:
            return "No practice applies, so there is nothing to score."
        between = f"between {self.name(stage.worst)} and {self.name(stage.best)}"
        if stage.claimed and self._sweep:
            return self._swept(between)
        if stage.claimed:
            return f"{stage.name}." if stage.worst == stage.best else f"{stage.name}, {between} {self._while()}."
        floor = self.assessment.questionnaire.scoring.coverage_floor
        verb = "is" if result.answered == 1 else "are"
        of = counted_plain(result.applicable, "practice")
        return (
            f"No stage is claimed: {result.answered} of {of} {verb} answered"
            f" ({percent(result.coverage)}, {floor} % needed). The stage lies {between}."
        )

    def _swept(self, between: str) -> str:
        """A sweep leads with its balance: what is won can hide what harms."""
        stage, result = self.result.stage, self.result
        lowest, highest = (signed(100 * float(self.assessment.questionnaire.scale[i].value)) for i in (0, -1))
        balance = signed(result.balance if isinstance(result.balance, float) else None)
        interval = "" if stage.worst == stage.best else f", {between} {self._while()}"
        return (
            f"Balance {balance} on a scale from {lowest} to {highest}: {stage.name} won{interval}; free of harm:"
            f" {result.free_of_harm} of {self._won_of}."
        )

    def _while(self) -> str:
        statuses = [self.assessment.answers.of(p).status for p in self.assessment.questionnaire.practices]
        ranges, unknown = statuses.count("range"), statuses.count("dk") + statuses.count("missing")
        parts = [counted(unknown, "practice is open", "practices are open")] if unknown else []
        if ranges:
            one, many = ("lies", "lie") if unknown else ("practice lies", "practices lie")
            parts.append(f"{counted(ranges, one, many)} between two options")
        return "while " + " and ".join(parts)

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

    def breadth(self) -> str:
        """How the whole stands beside the stage: further, with the gates that are shut, or behind its signs."""
        stage = self.result.stage
        if not stage.claimed or stage.breadth is None or stage.rank is None or stage.breadth == stage.rank:
            return ""
        point = self.assessment.questionnaire.point
        if stage.breadth < stage.rank:
            return f"{stage.name} by its signs; the whole still stands at {point(stage.breadth).name}."
        shut = [
            gate.practice
            for gate, declared in zip(self.result.gates, self.assessment.questionnaire.gates, strict=True)
            if not gate.open and declared.stage <= stage.breadth
        ]
        practices = self.assessment.questionnaire.practices
        names = listed([practices[p].title for p in dict.fromkeys(shut)])
        what = "one gate is shut" if len(set(shut)) == 1 else f"{number(len(set(shut)))} gates are shut"
        ranks = [rank for rank in self.assessment.scores.readings.answered.values() if rank is not None]
        most = 2 * sum(rank >= stage.breadth for rank in ranks) > len(ranks)
        stand = "Most practices already stand" if most else "The whole already stands"
        return f"{stand} at {point(stage.breadth).name}; {what}: {names}."

    def strongest(self) -> str:
        """The strongest top-level dimensions: those of the highest level, then of the highest index.

        Under sweep the index alone. All that tie; nothing where all dimensions do.
        """
        found = self._extreme(max)
        return f"{listed([one.name for one in found])} ({self._where(found[0])})" if found else ""

    def weakest(self) -> str:
        """The weakest top-level dimensions, as the strongest; of a sweep with what takes away: the weakest link."""
        found = self._extreme(min)
        if not found or sum(d.level is not None for d in self.result.dimensions) < 2:
            return ""
        said = f"{listed([one.name for one in found])} ({self._where(found[0])})"
        practices, outcome = self.assessment.questionnaire.practices, self.assessment.scores.answered
        inside = [p.id for one in found for p in one.practices] if self._sweep else []
        taking = [practices[id_].title for id_ in inside if (outcome[f"value({id_})"] or 0) < 0]
        away = f": {listed(taking)} {'takes' if len(taking) == 1 else 'take'} away" if taking else ""
        return f"{said}{away}"

    def extremes(self) -> str:
        """The strongest and the weakest dimensions in one sentence; nothing where a claim has no ground."""
        if not self.result.stage.claimed or not self.strongest() or not self.weakest():
            return ""
        last = "Weakest link" if self._sweep else "Weakest"
        return f"Strongest: {self.strongest()}. {last}: {self.weakest()}."

    def _extreme(self, of: Callable[[Iterable[tuple[int, Number]]], tuple[int, Number]]) -> list[DimensionResult]:
        """The dimensions at one end, none where several dimensions all stand at it."""
        outcome = self.assessment.scores.answered
        standing = {
            d.id: (0 if self._sweep else d.level, outcome[f"index({d.id})"] or 0)
            for d in self.result.dimensions
            if d.level is not None
        }
        found = [d for d in self.result.dimensions if d.id in standing and standing[d.id] == of(standing.values())]
        return [] if len(found) == len(standing) > 1 else found

    def _where(self, dimension: DimensionResult) -> str:
        index = f"index {rounded(dimension.index)}"
        return index if self._sweep else f"{self.name(dimension.level)}, {index}"

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
