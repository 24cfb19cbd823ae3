"""The body of a report on one questionnaire: five questions in the order in which a board asks them.

Where do we stand, and how sure are we; what is proven; what holds us back; what to do, when, who, at what cost; what do
we not know. It holds a bounded number of words for any input: what is left out stands in full in the annex.
"""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import capital, counted_plain, say
from cxmaturity.reports.build import agreement, pictures, schedule
from cxmaturity.reports.build.common import (
    cell,
    fitting,
    further,
    linked,
    paragraph,
    part,
    place,
    row,
    stands,
)
from cxmaturity.reports.build.fit import fit_together
from cxmaturity.reports.build.room import Room
from cxmaturity.reports.build.standing import stand
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Labelled,
    Labels,
    Part,
    Row,
    SaidStep,
    Span,
    Table,
    Words,
)
from cxmaturity.reports.view.plan import WayForward
from cxmaturity.reports.view.practice import FindOutView
from cxmaturity.reports.view.report import Section, View

_BARE = "{n:Word} {n|answer that carries the stage has|answers that carry the stage have} no valid evidence:"
MOST_STEPS, STEP_WORDS = 20, 280
MOST_NAMES, NAME_WORDS = 12, 120
REASON_WORDS = 200


def body(view: View, section: Section, room: Room, *, several: bool) -> tuple[Part, ...]:
    """The five parts, and where several people answered how far they agree.

    What does not fit together stands here where there is one questionnaire only.
    """
    people = [part(section, "agreement", agreement.TITLE, agreement.agreed(section, room))] if section.agreement else []
    return (
        part(section, "stand", "Where we stand, and how sure we are", stand(section, room)),
        *people,
        part(section, "proven", "What is proven", _proven(section, room)),
        part(section, "holds_back", "What holds us back", _holds_back(section, room)),
        part(section, "way", "What to do, when, who and at what cost", way(section, room)),
        part(section, "left_out", "What we do not know", _left_out(view, section, room, several=several)),
    )


def _proven(section: Section, room: Room) -> Iterator[Block | None]:
    if not section.result.applicable:
        yield paragraph("Nothing is claimed, as no practice applies.")
        return
    bare = [practice for practice in section.practices if practice.carries and not practice.documented]
    titles = [linked(section, practice.id, practice.title) for practice in bare]
    named, left = fitting(titles, MOST_NAMES, NAME_WORDS, room.lists)
    if named:
        yield paragraph(say(_BARE, n=len(bare)), "lead")
        yield Bullets(tuple((name,) for name in named))
        yield further(left)
    else:
        yield paragraph(section.sentences.documented)
    if any(practice.evidence for practice in section.practices):
        to = place(section, "evidence")
        yield paragraph((Span("Every piece of evidence, with the day until which it counts, is in the annex.", to=to),))


def _holds_back(section: Section, room: Room) -> Iterator[Block | None]:
    plan = section.way
    if plan is not None and plan.why_none:
        yield paragraph(plan.why_none[0])
        lines, left = reasons(plan, room)
        yield Bullets(tuple(lines)) if lines else None
        yield further(left)
        yield paragraph(plan.why_none[-1] if len(plan.why_none) > 1 else "")
    elif not section.result.stage.claimed and section.find_out:
        n, needed = (
            len(section.find_out),
            "{n:Word} open {n|practice holds|practices hold} it back: {n|it is|they are} not known.",
        )
        yield paragraph(say(needed, n=n))
    elif plan is not None and plan.steps:
        by_reason: dict[str, list[SaidStep]] = {}
        for step in plan.steps:
            by_reason.setdefault(step.why, []).append(step)
        lead = "{n:Word} {n|practice stands|practices stand} in the way, by why {n|it is|they are} in the plan."
        yield paragraph(say(lead, n=len({step.practice for step in plan.steps})), "lead")
        labels = [Labelled(capital(why), _titles(section, steps, room)) for why, steps in by_reason.items()]
        shown, left = fitting(labels, MOST_NAMES, REASON_WORDS, room.lists)
        yield Labels(tuple(shown))
        yield further(left)
    else:
        yield paragraph(_nothing(section))
    if section.blockers:
        lists = "The annex lists {n:word} {n|practice|practices} that could bring {target} itself closer."
        sentence = say(lists, n=len(section.blockers), target=section.target_said)
        yield paragraph((Span(sentence, to=place(section, "candidates")),), "small")


def reasons(plan: WayForward, room: Room) -> tuple[Sequence[str], int]:
    """Why there is no plan, line by line, as far as a body has room, and how many lines are left to the annex."""
    return fitting(plan.why_none[1:-1], MOST_NAMES, REASON_WORDS, room.lists)


def _titles(section: Section, steps: list[SaidStep], room: Room) -> Words:
    """The practices of steps, and how many more there are."""
    titles = {step.practice: step.title for step in reversed(steps)}
    practices = dict.fromkeys(step.practice for step in steps)
    links = [linked(section, practice, titles[practice]) for practice in practices]
    shown, left = fitting(links, MOST_NAMES, NAME_WORDS, room.lists)
    spans: list[Span] = []
    for link in shown:
        spans += [Span("; "), link] if spans else [link]
    return (*spans, *([Span(say("; and {n:word} more", n=left))] if left else []))


def _nothing(section: Section) -> str:
    """Why nothing holds the target back."""
    if section.way is None and section.target_name:
        return section.sentences.way
    if section.target_name:
        return say("Nothing: {target} is reached even in the worst case.", target=section.target_said)
    if section.result.applicable:
        return "Nothing: the highest stage is reached."
    return "Nothing: no practice applies."


def way(section: Section, room: Room) -> Iterator[Block | None]:
    """The plan: what it comes to, its picture, and its steps with who and how much."""
    plan = section.way
    if plan is None or not plan.steps:
        if plan is not None and plan.why_none:
            yield paragraph("There is no plan: what can not hold together stands under what holds us back.")
            return
        yield paragraph((plan.headline if plan else "") or section.sentences.way or "There is nothing to plan.")
        yield paragraph(plan.advice if plan and not section.result.stage.claimed else "")
        return
    if not section.result.stage.claimed:
        yield paragraph("No step is recommended before it is known where the practices stand.")
        yield paragraph(plan.advice)
        yield paragraph(say("From the worst case the plan would be: {plan}", plan=plan.headline), "small")
        return
    yield paragraph(plan.headline, "lead")
    yield paragraph("What is to be found out or proved comes before: hours, not months." if plan.advice else "")
    yield schedule.plan(section)
    yield _steps(section, plan, room)
    yield paragraph(section.sentences.effort, "small")
    yield paragraph((Span("The plan alone: "), Span(plan.command, "code")), "small")


def _steps(section: Section, plan: WayForward, room: Room) -> Table:
    """The steps with who, how much, from when, and the person-days so far."""
    begins = "Runs" if plan.quarters else "Begins"
    titles = ("Step", "Owner", "Days", "In all", begins, "At least")
    rows: list[Row] = []
    spent = 0
    for step in plan.steps:
        spent += step.days
        title = Span(f"{step.number}. {step.title}", to=step.anchor)
        mark = f" ({step.mark})" if step.mark else ""
        rows.append(
            row(
                Cell((title,), step.practice, say("{a} to {b}", a=step.from_name, b=step.to_name) + mark),
                cell(step.owner),
                cell(f"{step.days:,}", step.days),
                cell(f"{spent:,}", spent),
                cell(step.runs or step.opening, step.starts),
                cell(counted_plain(step.months, "month"), step.months),
            )
        )
    shown, left = fitting(rows, MOST_STEPS, STEP_WORDS, room.lists)
    further = (row(cell(say("and {n} more, in the annex", n=left)), *["" for _ in titles[1:]]),) if left else ()
    caption = "The steps of the plan in their order; days are person-days, in all those spent with the steps before"
    wide = {"Step": 3, "Owner": 2}
    columns = tuple(Column(title, title in {"Days", "In all"}, wide.get(title, 1)) for title in titles)
    return Table(place(section, "plan-table"), caption, columns, (*shown, *further))


def _left_out(view: View, section: Section, room: Room, *, several: bool) -> Iterator[Block | None]:
    if section.find_out:
        yield paragraph(
            say(
                "{n:Word} {n|practice is|practices are} not known: lowest in the worst case, highest in the"
                " best.{n|| What matters most comes first.}",
                n=len(section.find_out),
            ),
            "lead",
        )
        shown, left = fitting([_open(section, unknown) for unknown in section.find_out], 8, 200, room.lists)
        yield Bullets(tuple(shown), ordered=True)
        yield further(left)
    between = [practice for practice in section.practices if practice.status == "range"]
    if between:
        lead = "{n:Word} {n|answer lies|answers lie} between two options, and {n|counts|count} as the lower:"
        yield paragraph(say(lead, n=len(between)), "lead")
        ranges = [(linked(section, practice.id, practice.title), Span(f": {stands(practice)}")) for practice in between]
        named, left = fitting(ranges, 8, 120, room.lists)
        yield Bullets(tuple(named))
        yield further(left)
    yield pictures.answers(section)
    if section.not_applicable:
        sentence = "{n:Word} {n|practice does|practices do} not apply, and {n|has|have} no weight; the annex says why."
        yield paragraph(say(sentence, n=len(section.not_applicable)))
    if not section.find_out and not section.not_applicable and not between:
        yield paragraph("Nothing: every practice applies and is answered.")
    yield None if several else fit_together(view, section, room)


def _open(section: Section, unknown: FindOutView) -> Words:
    title = linked(section, unknown.practice.id, unknown.practice.title)
    return (title, Span(f" ({stands(unknown.practice)}): "), Span(unknown.saves or unknown.why))
