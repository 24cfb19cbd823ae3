"""The sentences that say what else there is beside a plan: finding out first, other steps, other budgets."""

from collections.abc import Iterator

from cxmaturity.domain.language import listed, say
from cxmaturity.domain.results.roadmap import FindOutSaving, Frontier
from cxmaturity.domain.results.ways import Ways
from cxmaturity.reports.words.plan_names import PlanNames


class AlternativeWords(PlanNames):
    """The sentences on what finding out saves, on minimal sets of steps, and on what budgets buy."""

    def saving(self, saving: FindOutSaving) -> str:
        """What finding out where a practice stands would save."""
        return say("{practice}: {saved}", practice=self.practice(saving.practice), saved=self.saved(saving))

    def saved(self, saving: FindOutSaving) -> str:
        """What finding out would save, without the name of the practice."""
        if not saving.savings:
            return say("{n} {n|person-day|person-days} less if it proves best.", n=saving.saves_at_best or 0)
        *lower, highest = saving.savings
        sooner = [say("{n} {n|day|days} at {point}", n=at.saves, point=at.name) for at in lower]
        sentence = (
            "{n} {n|person-day|person-days} less if it is at {point} ({sooner})."
            if sooner
            else "{n} {n|person-day|person-days} less if it is at {point}."
        )
        return say(sentence, n=highest.saves, point=highest.name, sooner=listed(sooner))

    def ways_said(self, ways: Ways) -> str:
        """How many minimal sets there are."""
        count = len(ways.sets)
        if not ways.complete:
            return say("There are more than {n} minimal sets of steps; these {n} have the fewest.", n=count)
        if count == 1:
            return say("One minimal set of steps reaches the target; nothing of it can be left out.")
        return say("{n:Word} minimal sets of steps reach the target; none of them can do with less.", n=count)

    def kinks(self, frontier: Frontier) -> Iterator[str]:
        """What a number of days buys, and where the next stage is."""
        for kink in frontier.kinks:
            top = kink.until is None
            if kink.days:
                sentence = (
                    "{n} {n|day buys|days buy} {stage}, the highest."
                    if top
                    else "{n} {n|day buys|days buy} {stage}; no higher stage for less than {until} {until|day|days}."
                )
            else:
                sentence = (
                    "{stage} stands already, the highest."
                    if top
                    else "{stage} stands already; no higher stage for less than {until} {until|day|days}."
                )
            yield say(sentence, n=kink.days, stage=self.stage(kink.stage), until=kink.until or 0)
