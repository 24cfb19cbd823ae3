"""What is said of what customers say: values in their units, differences, and whether a measure has shifted."""

import datetime
from math import log10

from cxmaturity.domain.agreement.team import OTHERS
from cxmaturity.domain.language import NOTHING, beside, listed, month, percent, rounded, say, signed
from cxmaturity.domain.outcomes.figures import MIN_CELL, Difference, Figures, MeasureFigures
from cxmaturity.domain.outcomes.variants import VARIANTS, Variant

UNSEEN = "no difference can be seen at this number of answers"
"""What is said where an interval does not leave out 0."""


class MeasureWords:
    """The words for the figures of one measure."""

    def __init__(self, measure: MeasureFigures) -> None:
        self.measure = measure
        self.variant: Variant = VARIANTS[measure.variant]

    def value(self, value: float | None) -> str:
        """A value of the measure, in its unit."""
        if value is None:
            return NOTHING
        if self.variant.unit == "points":
            return signed(value, 1)
        if self.variant.unit == "share":
            return percent(value)
        text = signed(value, 2) if self.variant.paired else rounded(value, _digits(value))
        return say("{value} {unit}", value=text, unit=self.measure.unit) if self.measure.unit else text

    def interval(self, low: float | None, high: float | None) -> str:
        """The ends of an interval."""
        if low is None or high is None:
            return NOTHING
        return say("{low} to {high}", low=self.value(low), high=self.value(high))

    def stands(self) -> str:
        """Where the measure stands, in a sentence."""
        measure = self.measure
        if measure.value is None:
            sentence = "{title}: {n:word} {n|answer|answers}; nothing is said of fewer than {least:word}."
            return say(sentence, title=measure.title, n=measure.n, least=MIN_CELL)
        return say(
            "{title}: {value}, between {low} and {high}, of {n} {n|answer|answers}.",
            title=measure.title,
            value=self.value(measure.value),
            low=self.value(measure.low),
            high=self.value(measure.high),
            n=measure.n,
        )

    def formula(self) -> str:
        """How the value is worked out, and from which groups."""
        says = say("{title}: {formula}.", title=self.variant.title, formula=self.variant.formula)
        counts = listed([say("{n} {name}", n=group.n, name=group.name) for group in self.measure.groups])
        return say("{says} Here {counts}.", says=says, counts=counts) if counts else says

    def pairs(self) -> str:
        """What was expected and perceived; nothing for other measures."""
        measure = self.measure
        if measure.expectation is None or measure.perception is None:
            return ""
        return say(
            "Expected {expected}, perceived {perceived}, on a scale of the same points.",
            expected=rounded(measure.expectation, 2),
            perceived=rounded(measure.perception, 2),
        )

    def difference(self, difference: Difference) -> str:
        """A difference in a sentence: by how much, or that none can be seen."""
        names = {"first": name_of(difference.first), "second": name_of(difference.second)}
        ends = say("{low} to {high}", low=self._change(difference.low), high=self._change(difference.high))
        if not difference.clear:
            return say("{first:Word} and {second}: {unseen} ({ends}).", **names, unseen=UNSEEN, ends=ends)
        way = "above" if difference.value > 0 else "below"
        by = self._change(abs(difference.value)).lstrip("+")
        return say("{first:Word} is {by} {way} {second} ({ends}).", **names, by=by, way=way, ends=ends)

    def _change(self, value: float) -> str:
        """A difference of values: of shares in percentage points."""
        if self.variant.unit == "share":
            return say("{points} percentage points", points=_signed(100 * value, 1))
        text = _signed(value, 1 if self.variant.unit == "points" else 2)
        return say("{value} {unit}", value=text, unit=self.measure.unit) if self.measure.unit else text

    def shift(self) -> str:
        """Whether it has shifted over the months, and by which rule; nothing without months."""
        chart = self.measure.run_chart
        if chart is None:
            return ""
        if chart.shift is None:
            return say("Whether it has shifted can not be told: {reason}.", reason=chart.reason)
        if not chart.shift:
            return say(
                "It goes up and down as chance lets it: at most {longest:word} months in a row on one side of the"
                " middle, and {crossings} {crossings|change|changes} of sides.",
                longest=chart.longest_run or 0,
                crossings=chart.crossings or 0,
            )
        if chart.since is not None:
            return say(
                "It has shifted: {longest:word} months in a row stand on one side of the middle since {since}, and"
                " chance seldom makes more than {most:word}.",
                longest=chart.longest_run or 0,
                since=month_name(chart.since),
                most=chart.most_run or 0,
            )
        return say(
            "It has shifted: it changes sides {crossings:word} {crossings|time|times} only, and chance seldom makes"
            " fewer than {least:word}.",
            crossings=chart.crossings or 0,
            least=chart.least_crossings or 0,
        )

    def hidden_months(self) -> str:
        """The months with too few answers, by name; nothing where there are none."""
        chart = self.measure.run_chart
        names = [month_name(each.month) for each in chart.months if each.value is None] if chart else []
        if not names:
            return ""
        return say("Too few answers to show: {months}.", months=listed(names))

    def left_out(self) -> str:
        """The rows that do not count, and why; nothing where all do."""
        left = self.measure.left_out
        reasons = (
            (left.trials, "{n} of previews and tests"),
            (left.unfinished, "{n} not finished"),
            (left.empty, "{n} without an answer"),
            (left.outside, "{n} outside the days and groups that it is about"),
        )
        parts = [say(sentence, n=n) for n, sentence in reasons if n]
        rows = left.trials + left.unfinished + left.empty + left.outside
        return say("{n} {n|row|rows} left out: {parts}.", n=rows, parts=listed(parts)) if parts else ""


def name_of(text: str) -> str:
    """The name of a group or of a period in a sentence."""
    if len(text) == 7 and text[4:6] == "-Q":
        return say("Q{quarter} {year}", quarter=text[6], year=text[:4])
    if len(text) == 7 and text[4] == "-" and text[5:].isdigit():
        return month_name(text)
    return text


def _signed(value: float, digits: int) -> str:
    """A change with its sign, and with so many digits that one that is not 0 is not shown as 0."""
    return signed(float(beside(value, [0.0], digits)), 9)


def group_name(name: str) -> str:
    """The name of a group in a table."""
    return say("{name}, each too few", name=name) if name == OTHERS else name


def month_name(text: str) -> str:
    """A month, as 2026-11, in a sentence."""
    return month(datetime.date(int(text[:4]), int(text[5:]), 1))


def _digits(value: float) -> int:
    """With how many decimals a number of any size is shown: three digits say enough, and money has two at most."""
    return max(0, min(2, 2 - int(log10(abs(value))))) if abs(value) >= 1 else 2


def finding(figures: Figures) -> str:
    """What it comes to, in a sentence: where the first measure stands, or that there is none."""
    if not figures.measures:
        return "No measure is in the file."
    return MeasureWords(figures.measures[0]).stands()
