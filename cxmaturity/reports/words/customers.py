"""What customers say in a few sentences: where they contradict the firm, the widest gap, and what has changed."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.claims import Clash
from cxmaturity.domain.language import rounded, say, small
from cxmaturity.domain.outcomes.figures import MeasureFigures
from cxmaturity.reports.view.comparison import ContradictionView, SideView
from cxmaturity.reports.words.fit import fit_said
from cxmaturity.reports.words.outcomes import UNSEEN, MeasureWords, month_name

MOST_FINDINGS = 3
CUSTOMERS = "What customers say"


def findings(measures: Sequence[MeasureFigures], clashes: Sequence[Clash]) -> tuple[str, ...]:
    """Up to three findings: claims that customers do not bear out, the widest gap, shifts, then clear differences.

    A claim that is explained is none.
    """
    open_ = [clash for clash in clashes if not clash.explained]
    every = [*map(clash_said, open_), *_gaps(measures), *_shifts(measures), *_differences(measures)]
    known = [measure for measure in measures if measure.value is not None]
    if not every and known:
        return (say("Between groups and over time {unseen}.", unseen=UNSEEN),)
    return tuple(dict.fromkeys(every))[:MOST_FINDINGS]


def clash_said(clash: Clash) -> str:
    """A claim beside what customers say of it: "Closed loop is claimed at Align; nobody called: 38 % (33 % to 43 %)."""
    words, practice, point = _parts(clash)
    return say(
        "{practice} is claimed at {point}, which allows at most {limit}; {measure}: {value} ({low} to {high})."
        if clash.at_most
        else "{practice} is claimed at {point}, which asks for at least {limit}; {measure}: {value} ({low} to {high}).",
        practice=practice,
        point=point,
        limit=words.value(clash.limit),
        measure=small(clash.figures.title),
        value=words.value(clash.figures.value),
        low=words.value(clash.figures.low),
        high=words.value(clash.figures.high),
    )


def clash_view(clash: Clash, anchor: str, questionnaire: str) -> ContradictionView:
    """The same as one of those that do not fit together; `anchor` and `questionnaire` are those of the claim."""
    words, practice, point = _parts(clash)
    option = clash.assessment.questionnaire.practices[clash.practice].option(clash.rank)
    bound = "At most {limit} goes with the claim." if clash.at_most else "At least {limit} goes with the claim."
    why = "Has it not reached these customers yet, or is the answer too high?"
    ends = words.interval(clash.figures.low, clash.figures.high)
    return ContradictionView(
        id=clash.rule,
        title=say("{practice}, and what customers say of it", practice=practice),
        kind="tension",
        claim=SideView(anchor, questionnaire, clash.practice, practice, point, option.text),
        denial=SideView(
            anchor="",
            questionnaire=CUSTOMERS,
            practice="",
            title=clash.figures.title,
            point=say("{value} ({ends})", value=words.value(clash.figures.value), ends=ends),
            text=say(bound, limit=words.value(clash.limit)),
        ),
        why=why,
        explained=clash.explained,
        said=fit_said("tension", why, clash.explained),
    )


def _parts(clash: Clash) -> tuple[MeasureWords, str, str]:
    questionnaire = clash.assessment.questionnaire
    practice, point = questionnaire.practices[clash.practice], questionnaire.point(clash.rank)
    return MeasureWords(clash.figures), practice.title, point.name


def _gaps(measures: Sequence[MeasureFigures]) -> Iterator[str]:
    """The widest gap that is clear: customers perceive less than they expect."""
    pairs = [measure for measure in measures if MeasureWords(measure).variant.paired and measure.value is not None]
    clear = [measure for measure in pairs if measure.high is not None and measure.high < 0]
    if not clear:
        return
    widest = min(clear, key=lambda measure: measure.value or 0)
    gap, least, most = (rounded(abs(end or 0), 2) for end in (widest.value, widest.high, widest.low))
    sentence = "{title}: customers perceive {gap} points less than they expect ({least} to {most})."
    yield say(sentence, title=widest.title, gap=gap, least=least, most=most)


def _shifts(measures: Sequence[MeasureFigures]) -> Iterator[str]:
    """The measures that have shifted, by the rule of run charts."""
    for measure in measures:
        chart = measure.run_chart
        if chart is None or not chart.shift:
            continue
        middle = MeasureWords(measure).value(chart.centre)
        if chart.since is None:
            sentence = (
                "{title}: it has shifted by more than chance, as its months change sides of their middle of {middle}"
                " {n:word} {n|time|times} only."
            )
            yield say(sentence, title=measure.title, middle=middle, n=chart.crossings or 0)
        else:
            sentence = (
                "{title}: it has shifted by more than chance, with {n:word} months in a row since {since} on one side"
                " of its middle of {middle}."
            )
            since = month_name(chart.since)
            yield say(sentence, title=measure.title, n=chart.longest_run or 0, since=since, middle=middle)


def _differences(measures: Sequence[MeasureFigures]) -> Iterator[str]:
    """The clear differences: of periods first, then of groups, a sentence for each measure."""
    for of_periods in (True, False):
        for measure in measures:
            clear = [each for each in measure.differences if each.clear and (each.by is None) == of_periods]
            if clear:
                widest = max(clear, key=lambda each: abs(each.value))
                yield say("{title}: {said}", title=measure.title, said=MeasureWords(measure).difference(widest))
