"""Whether a measure has shifted, or only goes up and down as chance lets it: the rules of Anhøj for run charts.

Anhøj and Olesen 2014, PLoS ONE 9, e113825. The line in the middle is the median of the months; months on it do not
count. Chance seldom keeps a measure on one side for more than round(log2(n) + 3) months, and seldom lets it change
sides fewer times than the 5 % quantile of a binomial distribution with n - 1 tries of one half.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise
from math import comb, log2
from statistics import median

from cxmaturity.domain.language import say
from cxmaturity.domain.outcomes.figures import Month, RunChart

LEAST = 10
"""From how many months off the line on the rules can tell anything."""
CHANCE = 0.05
NOT_BY_MONTH = RunChart(
    None, (), 0, None, None, None, None, None, None, "months and groups together would show fewer than five answers"
)
"""What stands where no month can be shown, as the groups are shown."""


def run_chart(months: Sequence[Month]) -> RunChart:
    """The months around their median, and whether the measure has shifted."""
    known = [(month.month, month.value) for month in months if month.value is not None]
    if not known:
        return RunChart(None, tuple(months), 0, None, None, None, None, None, None, "no month has enough answers")
    centre = median(value for _, value in known)
    sides = [(month, value > centre) for month, value in known if value != centre]
    useful = len(sides)
    if useful < LEAST:
        sentence = "{n:word} {n|month lies|months lie} off the line; it takes {least} to tell a shift from chance"
        reason = say(sentence, n=useful, least=LEAST)
        return RunChart(centre, tuple(months), useful, None, None, None, None, None, None, reason)
    runs = [[month for month, _ in run] for _, run in groupby(sides, key=lambda side: side[1])]
    longest = max(runs, key=len)
    crossings = sum(before != after for (_, before), (_, after) in pairwise(sides))
    too_long, too_few = len(longest) > most_run(useful), crossings < least_crossings(useful)
    return RunChart(
        centre,
        tuple(months),
        useful,
        len(longest),
        most_run(useful),
        crossings,
        least_crossings(useful),
        too_long or too_few,
        longest[0] if too_long else None,
        "",
    )


def most_run(useful: int) -> int:
    """The longest row of months on one side that chance is expected to make, of so many off the line."""
    return round(log2(useful) + 3)


def least_crossings(useful: int) -> int:
    """The fewest changes of sides that chance is expected to make: the 5 % quantile of a binomial distribution."""
    tries, below = useful - 1, 0.0
    for crossings in range(tries + 1):
        below += comb(tries, crossings) / 2**tries
        if below >= CHANCE:
            return crossings
    return tries
