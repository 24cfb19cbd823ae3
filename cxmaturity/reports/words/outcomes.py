"""What is said of what customers say: values in their units, differences, and whether a measure has shifted."""

import datetime
from math import floor, log10

from cxmaturity.domain.agreement.team import OTHERS
from cxmaturity.domain.language import NOTHING, beside, listed, month, percent, rounded, say, signed
from cxmaturity.domain.outcomes.figures import MIN_CELL, Difference, Figures, MeasureFigures
from cxmaturity.domain.outcomes.variants import VARIANTS, Variant

UNSEEN = "no difference can be seen at this number of answers"
"""What is said where an interval does not leave out 0."""


def valued(variant: Variant, value: float) -> str:
    """A value of a variant, without a unit of its own behind it."""
    if variant.unit == "points":
        return signed(value, 1)
    if variant.unit == "share":
        return percent(value)
    return signed(value, 2) if variant.paired else _number(value)


class MeasureWords:
    """The words for the figures of one measure."""

    def __init__(self, measure: MeasureFigures) -> None:
        self.measure = measure
        self.variant: Variant = VARIANTS[measure.variant]

    def value(self, value: float | None) -> str:
        """A value of the measure, in its unit."""
        return NOTHING if value is None else self._with_unit(self._bare(value))

    def _bare(self, value: float) -> str:
        """A value without a unit behind it."""
        return valued(self.variant, value)

    def _with_unit(self, text: str) -> str:
        return say("{value} {unit}", value=text, unit=self.measure.unit) if self.measure.unit else text

    def interval(self, low: float | None, high: float | None) -> str:
        """The ends of an interval, in the unit that stands beside."""
        if low is None or high is None:
            return NOTHING
        return say("{low} to {high}", low=self._bare(low), high=self._bare(high))

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
            low=self._bare(measure.low or 0),
            high=self._bare(measure.high or 0),
            n=measure.n,
        )

    def about(self) -> str:
        """Which journey and engagement stage it is about; nothing where its file does not say."""
        journey = say("Journey: {name}.", name=self.measure.journey) if self.measure.journey else ""
        stage = say("Engagement stage: {name}.", name=self.measure.stage) if self.measure.stage else ""
        return " ".join(filter(None, (journey, stage)))

    def formula(self) -> str:
        """How the value is worked out, and from which groups; nothing of a mean, which needs no word."""
        if self.variant.name == "mean":
            return ""
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
        named = self.period if difference.by is None else str
        names = {"first": named(difference.first), "second": named(difference.second)}
        low, high = self._change(difference.low), self._change(difference.high)
        ends = self._changed(say("{low} to {high}", low=low, high=high))
        if not difference.clear:
            return say("{first:Word} and {second}: {unseen} ({ends}).", **names, unseen=UNSEEN, ends=ends)
        way = "above" if difference.value > 0 else "below"
        by = self._changed(self._change(abs(difference.value)).lstrip("+"))
        return say("{first:Word} is {by} {way} {second} ({ends}).", **names, by=by, way=way, ends=ends)

    def _change(self, value: float) -> str:
        """A difference of values, without its unit."""
        if self.variant.unit == "share":
            return _signed(100 * value, 1)
        return _signed(value, 1 if self.variant.unit == "points" else 2)

    def _changed(self, text: str) -> str:
        """A difference with its unit: of shares percentage points."""
        return say("{points} percentage points", points=text) if self.variant.unit == "share" else self._with_unit(text)

    def period(self, text: str) -> str:
        """A period of the measure in a sentence, and that it still goes on where it does."""
        running = any(each.running for each in self.measure.periods if each.name == text)
        return say("{period} so far", period=period_name(text)) if running else period_name(text)

    def shift(self) -> str:
        """Whether it has shifted over the months, and by which rule; nothing without months."""
        chart = self.measure.run_chart
        if chart is None:
            return ""
        if chart.shift is None:
            return say("Whether it has shifted can not be told: {reason}.", reason=chart.reason)
        if not chart.shift:
            return say(
                "It goes up and down as chance lets it: at most {longest:word} {longest|month|months} in a row on one"
                " side of the middle, and {crossings:word} {crossings|change|changes} of sides.",
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
        """The months that are not shown, and those in which nobody answered, by name; nothing where all are shown."""
        chart = self.measure.run_chart
        months = chart.months if chart else ()
        hidden = [month_name(each.month) for each in months if each.n is None]
        empty = [month_name(each.month) for each in months if each.n == 0]
        sentences = (
            (hidden, "Not shown, so that no number of answers under {least:word} can be found: {months}."),
            (empty, "Nobody answered in {months}."),
        )
        return " ".join(say(text, least=MIN_CELL, months=listed(names)) for names, text in sentences if names)

    def left_out(self) -> str:
        """The rows that do not count, and why; nothing where all do."""
        left = self.measure.left_out
        reasons = [
            (n, why)
            for n, why in (
                (left.trials, "of previews and tests"),
                (left.unfinished, "not finished"),
                (left.empty, "without an answer"),
                (left.outside, "outside the days and groups that it is about"),
            )
            if n
        ]
        counts = [say("{n} {why}", n=n, why=why) if len(reasons) > 1 else why for n, why in reasons]
        rows = sum(n for n, _ in reasons)
        return say("{n} {n|row|rows} left out: {reasons}.", n=rows, reasons=listed(counts)) if reasons else ""


def period_name(text: str) -> str:
    """A period, as 2026, 2026-Q4 or 2026-11, in a sentence."""
    year, _, part = text.partition("-")
    if part.startswith("Q"):
        return say("{quarter} {year}", quarter=part, year=year)
    return month_name(text) if part else year


def _signed(value: float, digits: int) -> str:
    """A change with its sign, and with so many digits that one that is not 0 is not shown as 0."""
    return signed(float(beside(value, [0.0], digits)), 9)


def group_name(name: str) -> str:
    """The name of a group in a table."""
    return say("{name}, each too few", name=name) if name == OTHERS else name


def month_name(text: str) -> str:
    """A month, as 2026-11, in a sentence."""
    return month(datetime.date(int(text[:4]), int(text[5:]), 1))


def _number(value: float) -> str:
    """A number of any size: three digits say enough, and a whole amount has its thousands apart."""
    size = floor(log10(abs(value))) if value else 0
    digits = max(0, 2 - size)
    text = rounded(abs(value), digits) if digits else say("{n}", n=int(rounded(abs(value), 0)))
    return f"−{text}" if value < 0 and text != "0" else text


def finding(figures: Figures) -> str:
    """What it comes to, in a sentence: where the first measure stands, or that there is none."""
    if not figures.measures:
        return "No measure is in the file."
    return MeasureWords(figures.measures[0]).stands()
