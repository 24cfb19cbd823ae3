"""The body of a report on one questionnaire: five questions in the order in which a board asks them.

Where do we stand, and how sure are we; what is proven; what holds us back; what to do, when, who, at what cost; what do
we not know. It holds a bounded number of words for any input: what is left out stands in full in the annex.
"""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import capital, counted_plain, say, small
from cxmaturity.reports.build import agreement, schedule
from cxmaturity.reports.build.common import (
    MOST_NAMES,
    NAME_WORDS,
    at_point,
    cell,
    fitting,
    further,
    paragraph,
    part,
    place,
    row,
    titled,
)
from cxmaturity.reports.build.room import Room
from cxmaturity.reports.build.standing import stand
from cxmaturity.reports.build.unknown import left_out
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
)
from cxmaturity.reports.view.plan import WayForward
from cxmaturity.reports.view.practice import PracticeView
from cxmaturity.reports.view.report import Section, View

_CARRY = "{n:Word} {n|answer that carries the stage has|answers that carry the stage have} valid evidence: "
_PROVED = "{n:Word} {n|answer has|answers have} valid evidence: "
_BEFORE = {
    ("find_out",): "What is to be found out comes before: hours, not months.",
    ("prove",): "What is to be proved comes before: hours, not months.",
    ("find_out", "prove"): "What is to be found out and to be proved comes before: hours, not months.",
}
_BARE = "{n:Word} {n|answer that carries the stage has|answers that carry the stage have} no valid evidence:"
MOST_STEPS, STEP_WORDS = 20, 280
REASON_WORDS = 200
PROVED = (5, 40)
"""How many answers that are proven a body names, and in how many words: the evidence in the annex has all."""


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
        part(section, "left_out", "What we do not know", left_out(view, section, room, several=several)),
    )


def _proven(section: Section, room: Room) -> Iterator[Block | None]:
    if not section.result.applicable:
        yield paragraph("Nothing is claimed, as no practice applies.")
        return
    bare = to_prove(section)
    proved = [practice for practice in section.practices if practice.documented]
    carrying = [practice for practice in proved if practice.carries]
    if bare or carrying:
        proved = carrying
    if proved:
        sentence = _CARRY if carrying else _PROVED
        titles = {practice.id: practice.title for practice in proved}
        yield paragraph((Span(say(sentence, n=len(proved))), *titled(section, titles, room.lists, *PROVED), Span(".")))
    elif not bare:
        yield paragraph("Nothing yet.")
    if bare:
        items = [at_point(section, practice) for practice in bare]
        shown, left = fitting(items, MOST_NAMES, NAME_WORDS, room.lists)
        yield paragraph(say(_BARE, n=len(bare)), "lead")
        yield Bullets(tuple(shown))
        yield further(left)
    if any(practice.evidence for practice in section.practices):
        to = place(section, "evidence")
        yield paragraph((Span("Every piece of evidence, with the day until which it counts, is in the annex.", to=to),))


def to_prove(section: Section, room: Room | None = None) -> Sequence[PracticeView]:
    """The answers that carry the stage and have no valid evidence; with a room those that its body leaves out."""
    bare = [practice for practice in section.practices if practice.carries and not practice.documented]
    if room is None:
        return bare
    items = [at_point(section, practice) for practice in bare]
    return bare[len(fitting(items, MOST_NAMES, NAME_WORDS, room.lists)[0]) :]


def _holds_back(section: Section, room: Room) -> Iterator[Block | None]:
    plan = section.way
    if plan is not None and plan.why_none:
        yield paragraph(plan.why_none[0])
        lines, left = reasons(plan, room)
        yield Bullets(tuple(lines)) if lines else None
        yield further(left)
        yield paragraph(plan.why_none[-1] if len(plan.why_none) > 1 else "")
    elif not section.result.stage.claimed and section.find_out:
        too_little = "Too little is known: {n:word} {n|practice is|practices are} open."
        yield paragraph(say(too_little, n=len(section.find_out)))
    elif plan is not None and plan.steps:
        by_reason: dict[str, list[SaidStep]] = {}
        for step in _telling(plan.steps):
            by_reason.setdefault(step.why, []).append(step)
        lead = "{n:Word} {n|practice stands|practices stand} in the way. What raising {n|it|them} does:"
        yield paragraph(say(lead, n=len({step.practice for step in plan.steps})), "lead")
        labels = [
            Labelled(capital(why), titled(section, _raised(steps), room.lists)) for why, steps in by_reason.items()
        ]
        shown, left = fitting(labels, MOST_NAMES, REASON_WORDS, room.lists)
        yield Labels(tuple(shown))
        yield further(left)
    else:
        yield paragraph(_nothing(section))
    if section.blockers:
        lists = "The annex lists {n:word} {n|practice|practices} that could bring {target} closer."
        sentence = say(lists, n=len(section.blockers), target=section.target_said)
        yield paragraph((Span(sentence, to=place(section, "candidates")),), "small")


def reasons(plan: WayForward, room: Room) -> tuple[Sequence[str], int]:
    """Why there is no plan, line by line, as far as a body has room, and how many lines are left to the annex."""
    return fitting(plan.why_none[1:-1], MOST_NAMES, REASON_WORDS, room.lists)


def _telling(steps: Sequence[SaidStep]) -> Iterator[SaidStep]:
    """The steps that say more of why their practice is raised than each of its others."""
    for step in steps:
        others = [set(other.because) for other in steps if other.practice == step.practice]
        if not any(set(step.because) < reasons for reasons in others):
            yield step


def _raised(steps: Sequence[SaidStep]) -> dict[str, str]:
    """The practices of steps by their ids, marked where nobody knows where they stand."""
    unknown = {step.practice for step in steps if step.unknown}
    sentence = "{title} (not known yet)"
    return {
        step.practice: say(sentence, title=step.title) if step.practice in unknown else step.title for step in steps
    }


def _nothing(section: Section) -> str:
    """Why nothing holds the target back."""
    if section.way is None and section.target_name:  # no plan was asked for
        reached = say("Nothing: {target} is reached even in the worst case.", target=section.target_said)
        return "" if section.blockers else reached
    if section.way is not None and section.way.goal:
        return say("Nothing, even in the worst case.")
    if section.result.stage.worst != section.result.stage.rank:
        return say("Nothing as answered: the highest stage is reached; what is not known can take it away.")
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
        at_top = plan is not None and not plan.goal
        yield paragraph("There is no step to take." if at_top else section.sentences.way)
        return
    if not section.result.stage.claimed:
        yield paragraph("No step is recommended before it is known where the practices stand.")
        yield paragraph(say("The plan so far: {plan}", plan=small(plan.headline)), "small")
        return
    yield paragraph(plan.headline, "lead")
    yield paragraph(_BEFORE.get(tuple(sorted({move.kind for move in plan.moves} - {"step"})), ""))
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
    caption = "The steps of the plan in their order; days are person-days, “in all” is with those of the steps before"
    wide = {"Step": 3, "Owner": 2}
    columns = tuple(Column(title, title in {"Days", "In all"}, wide.get(title, 1)) for title in titles)
    return Table(place(section, "plan-table"), caption, columns, (*shown, *further))
