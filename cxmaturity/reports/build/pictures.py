"""The pictures of a report: each with a title that states the finding, and a text that says the same."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import say
from cxmaturity.reports.build.common import place, row
from cxmaturity.reports.build.drawing import few, head_of, pictured
from cxmaturity.reports.document.blocks import Column, Key, Picture, Table
from cxmaturity.reports.pictures import bars
from cxmaturity.reports.pictures.stage import Stage, stage_picture
from cxmaturity.reports.view.practice import PracticeView
from cxmaturity.reports.view.report import DimensionView, Section

MOST_STACKS = 8
"""How many dimensions the picture of answers shows; with more of them, or more points, there is none."""


def stage(section: Section) -> Picture | None:
    """The stages of the scale: claimed, possible, documented, aimed at."""
    result = section.result.stage
    if result.worst is None or result.best is None:
        return None
    target = section.result.target.rank if section.result.target else None
    stages = [
        Stage(
            name,
            reached=result.claimed and result.rank is not None and rank < result.rank,
            claimed=result.claimed and rank == result.rank,
            possible=result.worst != result.best and result.worst <= rank <= result.best,
            documented=rank == result.documented,
            target=rank == target,
        )
        for rank, name in section.stages
    ]
    title = _stage_title(section)
    says = " ".join(_stage_said(section))
    head = head_of(section, "stages", title, says)
    return pictured(head, stage_picture(head, stages))


def _stage_said(section: Section) -> Iterator[str]:
    """The same as the picture of the stage, for who does not see it."""
    result, names = section.result.stage, section.stage_names
    yield say("Claimed: {stage}.", stage=names.stage if result.claimed else "none")
    if result.worst != result.best:
        yield say("Possible: {a} to {b}.", a=names.worst, b=names.best)
    yield say("Documented: {stage}.", stage=names.documented)
    if section.target_name:
        yield say("Target: {stage}.", stage=section.target_name)


def _stage_title(section: Section) -> str:
    result, target = section.result.stage, section.result.target
    if not result.claimed or result.rank is None:
        return "No stage is claimed yet"
    gap = target.rank - result.rank if target else 0
    if target is None:
        return "The highest stage is reached" + ("" if result.worst == result.rank else " as answered")
    if gap <= 0:
        return say("{target} is reached as answered", target=section.target_name)
    return say("{n:Word} {n|stage|stages} from {stage} to the target", n=gap, stage=section.stage_names.stage)


def answers(section: Section) -> Picture | None:
    """How many practices of each dimension stand where: only where some lie between two options or are not known."""
    known = any(practice.chosen for practice in section.practices)
    open_ = [practice for practice in section.practices if practice.status in {"range", "dk", "missing"}]
    rows = [
        dimension
        for dimension in section.profile
        if not dimension.depth
        and any(f"{practice.dimension_id}.".startswith(f"{dimension.id}.") for practice in section.practices)
    ]
    if not open_ or not known or len(section.scale) > 7 or not 0 < len(rows) <= MOST_STACKS:
        return None
    stacks = [_stack(section, dimension) for dimension in rows]
    title = _open_title(section, open_, stacks)
    shades = [f"shade-{round(1 + 7 * i / max(len(section.scale) - 1, 1))}" for i in range(len(section.scale))]
    legend = (
        *(Key(shade, "", point.name) for shade, point in zip(shades, section.scale, strict=True)),
        Key("between", "", "between two options"),
        Key("unsure", "", "not known"),
    )
    columns = (
        Column("Dimension", share=2),
        *(Column(point.name, numbers=True) for point in section.scale),
        Column("Between", numbers=True),
        Column("Not known", numbers=True),
    )
    lines = tuple(row(stack.name, *map(str, (*stack.counts, stack.ranges, stack.unknown))) for stack in stacks)
    table = Table(place(section, "answers-table"), "How many practices of each dimension stand where", columns, lines)
    says = "How many practices of each dimension are at each point, lie between two, or are not known."
    drawn = bars.distribution(head_of(section, "answers", title, says), stacks, shades)
    return pictured(head_of(section, "answers", title, says), drawn, legend, table)


def _open_title(section: Section, open_: Sequence[PracticeView], stacks: Sequence[bars.Stack]) -> str:
    """How many practices are open or lie between two options, by what there is of both, and where most are."""
    ranges = sum(practice.status == "range" for practice in open_)
    all_ = sum(practice.status != "na" for practice in section.practices)
    only, every, some = _OPEN if not ranges else _BETWEEN if ranges == len(open_) else _OPEN_OR_BETWEEN
    sentence = only if all_ == 1 else every if len(open_) == all_ else some
    return say(sentence, n=len(open_), all=all_, most=_most(stacks, len(open_)))


# of the only practice, of every and of some
_OPEN = (
    "The one practice is open",
    "All {n:word} practices are open{most}",
    "{n:Word} of {all} practices {n|is|are} open{most}",
)
_BETWEEN = (
    "The one practice lies between two options",
    "All {n:word} practices lie between two options{most}",
    "{n:Word} of {all} practices {n|lies|lie} between two options{most}",
)
_OPEN_OR_BETWEEN = (
    "",  # one practice is not both
    "All {n:word} practices are open or lie between two options{most}",
    "{n:Word} of {all} practices are open or lie between two options{most}",
)


def _most(stacks: Sequence[bars.Stack], n: int) -> str:
    """Where most are open: nothing where no dimension stands out, or there is but one."""
    most = max(stack.ranges + stack.unknown for stack in stacks)
    names = [stack.name for stack in stacks if stack.ranges + stack.unknown == most]
    where = ", in {names}" if n == 1 else ", most in {names}"
    return say(where, names=few(names)) if len(names) < len(stacks) else ""


def _stack(section: Section, dimension: DimensionView) -> bars.Stack:
    inside = [
        practice
        for practice in section.practices
        if practice.dimension_id == dimension.id or practice.dimension_id.startswith(f"{dimension.id}.")
    ]
    known = [practice.chosen.rank for practice in inside if practice.chosen and practice.status == "answered"]
    return bars.Stack(
        dimension.name,
        dimension.depth,
        tuple(known.count(point.rank) for point in section.scale),
        sum(practice.status == "range" for practice in inside),
        sum(practice.status in {"dk", "missing"} for practice in inside),
    )
