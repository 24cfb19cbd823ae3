"""From answers to figures: the whole, its groups, its periods and months, and what differs between them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise

from msgspec.structs import asdict

from cxmaturity.domain.agreement.team import OTHERS
from cxmaturity.domain.outcomes.estimates import (
    Drawing,
    Resample,
    Tally,
    difference,
    figure,
    groups_of,
    mean_of,
    value_of,
)
from cxmaturity.domain.outcomes.figures import (
    MIN_CELL,
    SCHEMA,
    Difference,
    Figures,
    MeasureFigures,
    Month,
    Period,
    RunChart,
    Segment,
)
from cxmaturity.domain.outcomes.run_chart import NOT_BY_MONTH, run_chart
from cxmaturity.domain.outcomes.sample import Place, Sample
from cxmaturity.domain.outcomes.shown import period_of, running_period, shown


def figures(organisation: str, date: str, samples: Sequence[Sample], drawing: Drawing) -> Figures:
    """The figures of all measures; `date` is in ISO 8601."""
    measures = tuple(measured(sample, drawing.resample, date) for sample in samples)
    return Figures(SCHEMA, organisation, date, measures, drawing.draws, drawing.seed)


def measured(sample: Sample, resample: Resample, date: str = "") -> MeasureFigures:
    """A measure in figures; `date` is the day that they stand for, empty where a period is never held to be running."""
    measure, variant = sample.measure, sample.measure.formula
    enough = sample.n >= MIN_CELL
    places = sample.counts
    whole = _together(places, lambda _: "").get("", Counter())
    total = figure(variant, whole, resample) if enough else None
    of_groups = _Split(sample, places, resample)
    segments = [of_groups.segments(i) for i in range(len(measure.by))] if enough else []
    periods = of_groups.periods() if enough else {}
    running = running_period(date, measure.period)
    return MeasureFigures(
        id=measure.id,
        variant=measure.variant,
        title=measure.title,
        unit=measure.unit,
        journey=measure.journey,
        stage=measure.stage,
        n=sample.n,
        value=total.value if total else None,
        low=total.low if total else None,
        high=total.high if total else None,
        by=tuple(
            Segment(**asdict(figure(variant, tally, resample)), by=by, name=name)
            for by, tallies in zip(measure.by, segments, strict=False)
            for name, tally in tallies.items()
        ),
        differences=tuple(of_groups.differences(segments, periods)),
        period=measure.period,
        periods=tuple(
            Period(**asdict(figure(variant, tally, resample)), name=name, running=name == running)
            for name, tally in periods.items()
        ),
        run_chart=of_groups.by_month() if enough and any(place.month for place in places) else None,
        groups=groups_of(variant, whole) if enough else (),
        expectation=sample.means[0] if enough and sample.means else None,
        perception=sample.means[1] if enough and sample.means else None,
        left_out=sample.left_out,
    )


def _together(places: Mapping[Place, Tally], label: Callable[[Place], str]) -> dict[str, Counter[float]]:
    """How many answers have each value, by a label of where they belong."""
    tallies: defaultdict[str, Counter[float]] = defaultdict(Counter)
    for place, tally in places.items():
        tallies[label(place)].update(tally)
    return dict(tallies)


class _Split:
    """The answers to a measure, split up as far as they can be shown."""

    def __init__(self, sample: Sample, places: Mapping[Place, Tally], resample: Resample) -> None:
        self._measure = sample.measure
        self._variant = sample.measure.formula
        self._places = places
        self._resample = resample
        sizes = {place: sum(tally.values()) for place, tally in places.items()}
        self._visible = shown(sizes, len(self._measure.by), self._measure.period)

    def segments(self, i: int) -> dict[str, Tally]:
        """The answers of each group of a column, the largest first, those together last; none where there is one."""
        cell_of = self._visible.groups[i]
        tallies = _together(self._places, lambda place: cell_of[place.groups[i]])
        if len(tallies) < 2:
            return {}
        order = sorted(tallies, key=lambda name: (name == OTHERS, -tallies[name].total(), name))
        return {name: tallies[name] for name in order}

    def periods(self) -> dict[str, Tally]:
        """The answers of each period, in their order."""
        grain, cell_of = self._measure.period, self._visible.periods
        if grain is None:
            return {}
        tallies = _together(self._places, lambda place: cell_of[period_of(place.month, grain)])
        return {name: tallies[name] for name in sorted(tallies) if name != OTHERS}

    def by_month(self) -> RunChart:
        """Every month from the first to the last, also those in which nobody answered."""
        cell_of = self._visible.months
        if not cell_of:
            return NOT_BY_MONTH
        tallies = _together(self._places, lambda place: place.month)
        months = sorted(month for month in tallies if month)
        return run_chart(
            [
                Month(month, tallies[month].total(), value_of(self._variant, tallies[month]))
                if month in tallies and cell_of.get(month) == month
                else Month(month, None if month in tallies else 0, None)
                for month in _every(months[0], months[-1])
            ]
        )

    def differences(self, segments: Sequence[dict[str, Tally]], periods: dict[str, Tally]) -> Iterator[Difference]:
        """The last period less the one before; then any two groups of one column."""
        for before, after in list(pairwise(periods))[-1:]:
            yield from self._differences(None, periods, [(after, before)])
        for by, tallies in zip(self._measure.by, segments, strict=False):
            yield from self._differences(by, tallies, combinations([name for name in tallies if name != OTHERS], 2))

    def _differences(
        self, by: str | None, tallies: Mapping[str, Tally], pairs: Iterable[tuple[str, str]]
    ) -> Iterator[Difference]:
        """The differences of some pairs of groups, or of periods; each mean is worked out once."""
        mean = cache(lambda name: mean_of(tallies[name]))
        for first, second in pairs:
            means = (mean(first), mean(second)) if self._variant.kind in {"mean", "gap"} else None
            value, (low, high) = difference(self._variant, tallies[first], tallies[second], self._resample, means)
            yield Difference(by, first, second, value, low, high, low > 0 or high < 0)


def _every(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (name := f"{year:04}-{month:02}") <= last:
        yield name
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
