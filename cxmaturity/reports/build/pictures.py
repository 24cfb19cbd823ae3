"""The pictures of a report: each with a title that states the finding, and a text that says the same."""

from collections.abc import Callable, Iterator, Sequence

from cxmaturity.domain.language import NOTHING, counted, listed, rounded, say, signed
from cxmaturity.reports.build.common import place, row, stands
from cxmaturity.reports.document.blocks import Column, Key, Picture, Table
from cxmaturity.reports.pictures import bars, moments
from cxmaturity.reports.pictures.heat import Heat, Point, Row, Share, heat
from cxmaturity.reports.pictures.stage import Stage, stage_picture
from cxmaturity.reports.pictures.svg import Drawn, Head
from cxmaturity.reports.view.report import DimensionView, PracticeView, Section

MOST_ROWS = 14
"""How many dimensions a picture in the body shows: with more, those at the top only; the annex has all."""
MOST_STACKS = 8
"""How many dimensions the picture of answers shows; with more of them, or more points, there is none."""


def pictured(head: Head, drawn: Drawn, legend: Sequence[Key] = (), table: Table | None = None) -> Picture:
    """A drawing as a block, under the head that it was drawn with."""
    return Picture(head.id, head.title, head.says, drawn.wide, drawn.narrow, tuple(legend), table)


def head_of(section: Section, name: str, title: str, says: str) -> Head:
    """The head of a picture in the chapter of a section."""
    return Head(place(section, name), title, says)


def stage(section: Section) -> Picture | None:
    """The stages of the scale: claimed, possible, documented, aimed at."""
    result, names = section.result.stage, section.stage_names
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
    said = [say("Claimed: {stage}.", stage=names.stage if result.claimed else "none")]
    if result.worst != result.best:
        said.append(say("Possible: {a} to {b}.", a=names.worst, b=names.best))
    said.append(say("Documented: {stage}.", stage=names.documented))
    said += [say("Target: {stage}.", stage=section.target_name)] if section.target_name else []
    title = _stage_title(section)
    says = " ".join(said)
    head = head_of(section, "stages", title, says)
    return pictured(head, stage_picture(head, stages))


def _stage_title(section: Section) -> str:
    result, target = section.result.stage, section.result.target
    if not result.claimed or result.rank is None:
        return "No stage is claimed yet"
    gap = target.rank - result.rank if target else 0
    if target is None:
        return "The highest stage is reached"
    if gap <= 0:
        return say("{target} is reached as answered", target=section.target_name)
    return say("{n:Word} {n|stage|stages} from {stage} to the target", n=gap, stage=section.stage_names.stage)


def _shown(section: Section) -> list[DimensionView]:
    """The dimensions that a picture has room for."""
    scored = [one for one in section.profile if one.index is not None]
    return scored if len(scored) <= MOST_ROWS else [one for one in scored if not one.depth][:MOST_ROWS]


def profile(section: Section) -> Picture | None:
    """How far each dimension has come: none where no stage is claimed, as levels would be said of what is not known."""
    if not section.result.stage.claimed or not _shown(section):
        return None
    return _SETS[section.pictures][0](section)


def further(section: Section) -> Iterator[Picture | None]:
    """What else of the dimensions is drawn, for the annex."""
    for draw in _SETS[section.pictures][1:]:
        yield draw(section)


def _heat(section: Section) -> Picture:
    rows = _shown(section)
    tops = [one for one in rows if not one.depth]
    by_level: dict[str, list[str]] = {}
    for one in sorted(tops, key=lambda one: -(one.level or 0)):
        by_level.setdefault(one.level_name, []).append(one.name)
    if len(by_level) == 1:
        title = say("{n|The dimension stands|All dimensions stand} at {level}", n=len(tops), level=next(iter(by_level)))
    else:
        ends = list(by_level.items())[:: max(len(by_level) - 1, 1)]
        said = [say("{names} at {level}", names=_few(names), level=level) for level, names in ends]
        title = say("Furthest: {first}; least far: {last}", first=said[0], last=said[-1])
    gates = [[gate for gate in section.gates if gate.stage == point.id] for point in section.scale]
    points = tuple(
        Point(point.name, f"{sum(g.open for g in doors)}/{len(doors)}" if doors else "", all(g.open for g in doors))
        for point, doors in zip(section.scale, gates, strict=True)
    )
    shares = tuple(
        Row(
            one.name,
            one.depth,
            tuple(Share(cell.share_said, cell.rating or "", cell.point.rank == one.level) for cell in one.cells),
            rounded(one.index),
        )
        for one in rows
    )
    says = "The share of each dimension that stands at a point or above, in per cent; the annex has it as a table."
    head = head_of(section, "heat", title, says)
    legend = (
        Key("F", "F", say("fully: at least {nearly} %", nearly=section.scoring.nearly)),
        Key("L", "L", say("largely: above {most} %", most=section.scoring.most)),
        Key("P", "P", say("partly: above {partly} %", partly=section.partly)),
        Key("N", "N", "not"),
        Key("reach", "", "level reached"),
    )
    return pictured(head, heat(head, Heat(points, shares, "Gates open", "Index")), legend)


def _few(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= 3 else say("{n:word} dimensions", n=len(names))


def _balance(section: Section) -> Picture:
    rows = _shown(section)
    low, high = section.scale[0].value, section.scale[-1].value
    zero = min(max(-low / (high - low), 0), 1)
    won = [one.name for one in rows if one.won]
    title = say("Thrived in {names}", names=_few(won)) if won else "No dimension adds more than it takes away"
    shown = [
        bars.Balance(
            one.name,
            None if one.score is None else (one.score - low) / (high - low),
            say("{score} won", score=signed(one.score, 2)) if one.won else signed(one.score, 2),
            one.won,
        )
        for one in rows
    ]
    says = "The score of each dimension: above 0 it adds more than it takes away, and is won; the annex has the table."
    drawn = bars.balance(head_of(section, "balance", title, says), shown, zero, ("takes away", "adds"))
    return pictured(head_of(section, "balance", title, says), drawn)


def _tiles(section: Section) -> Picture | None:
    """Under a rule of balance: each practice as what it does."""
    if len(section.practices) > 60:
        return None
    groups = [
        moments.Tiles(
            one.name,
            "won" if one.won else "not won" if one.score is not None else NOTHING,
            tuple(_tile(section, practice) for practice in section.practices if practice.dimension_id == one.id),
        )
        for one in section.profile
    ]
    away = [tile.title for one in groups for tile in one.tiles if tile.kind == "takes"]
    title = say("{names} {n|takes|take} away", names=_few(away), n=len(away)) if away else "Nothing takes away"
    if len(away) > 3:
        title = say("{n:Word} moments take away", n=len(away))
    rows = tuple(row(practice.title, practice.dimension, stands(practice)) for practice in section.practices)
    columns = (Column("Practice", share=2), Column("Dimension"), Column("Stands at"))
    table = Table(place(section, "tiles-table"), "Every practice by dimension", columns, rows)
    says = "Each practice by dimension: takes away, does nothing, adds, or is not known."
    drawn = moments.moments(head_of(section, "tiles", title, says), groups)
    legend = (
        Key("takes", "−1", "takes away"),
        Key("nothing", "0", "does nothing"),
        Key("adds", "+1", "adds"),
        Key("unsure", "?", "not known"),
    )
    return pictured(head_of(section, "tiles", title, says), drawn, legend, table)


def _tile(section: Section, practice: PracticeView) -> moments.Tile:
    if practice.chosen is None:
        return moments.Tile(practice.title, "absent" if practice.status == "na" else "unsure")
    value = section.scale[practice.chosen.rank - 1].value
    return moments.Tile(practice.title, "takes" if value < 0 else "adds" if value > 0 else "nothing")


def _levels(section: Section) -> Picture | None:
    """Each dimension today against the target."""
    rows = [one for one in section.profile if one.level is not None]
    if not section.target_name or not rows or not section.result.stage.claimed:
        return None
    behind = [one.name for one in rows if one.gap and not one.depth]
    title = (
        say("{n:Word} {n|dimension stands|dimensions stand} below the target's point", n=len(behind))
        if behind
        else "Every dimension stands at the target's point"
    )
    shown = [
        bars.Level(one.name, one.depth, one.level, one.documented, one.target, _gap(one))
        for one in rows[: 2 * MOST_ROWS]
    ]
    says = "Today, documented, target and gap of each dimension. A stage does not need every dimension at its point."
    names = [point.name for point in section.scale]
    drawn = bars.levels(head_of(section, "levels", title, says), names, shown, "Gap")
    lines = tuple(
        row(one.name, one.level_name, one.documented_name, one.target_name, _gap(one), depth=one.depth) for one in rows
    )
    heads = tuple(Column(name) for name in ("Dimension", "Today", "Documented", "Target", "Gap"))
    table = Table(place(section, "levels-table"), "Each dimension: today, documented, target and gap", heads, lines)
    legend = (
        Key("here", "", "today"),
        Key("togo", "", "gap to the target"),
        Key("goal", "", "target"),
        Key("proven", "◆", "documented"),
    )
    return pictured(head_of(section, "levels", title, says), drawn, legend, table)


def _gap(dimension: DimensionView) -> str:
    if dimension.gap is None:
        return NOTHING
    return counted(dimension.gap, "level") if dimension.gap else "none"


def answers(section: Section) -> Picture | None:
    """How many practices of each dimension stand where: only where some lie between two options or are not known."""
    open_ = [one for one in section.practices if one.status in {"range", "dk", "missing"}]
    rows = [
        one for one in _shown(section) if any(f"{p.dimension_id}.".startswith(f"{one.id}.") for p in section.practices)
    ]
    if not open_ or len(section.scale) > 7 or not 0 < len(rows) <= MOST_STACKS:
        return None
    stacks = [_stack(section, one) for one in rows if not one.depth]
    most = max(stacks, key=lambda one: one.ranges + one.unknown)
    title = say(
        "{n:Word} of {all} answers {n|is|are} open or between two options, most in {dimension}",
        n=len(open_),
        all=sum(one.status != "na" for one in section.practices),
        dimension=most.name,
    )
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
    lines = tuple(row(one.name, *map(str, (*one.counts, one.ranges, one.unknown))) for one in stacks)
    table = Table(place(section, "answers-table"), "How many practices of each dimension stand where", columns, lines)
    says = "How many practices of each dimension stand at each point, lie between two, or are not known."
    drawn = bars.distribution(head_of(section, "answers", title, says), stacks, shades)
    return pictured(head_of(section, "answers", title, says), drawn, legend, table)


def _stack(section: Section, dimension: DimensionView) -> bars.Stack:
    inside = [
        one
        for one in section.practices
        if one.dimension_id == dimension.id or one.dimension_id.startswith(f"{dimension.id}.")
    ]
    known = [one.chosen.rank for one in inside if one.chosen and one.status == "answered"]
    return bars.Stack(
        dimension.name,
        dimension.depth,
        tuple(known.count(point.rank) for point in section.scale),
        sum(one.status == "range" for one in inside),
        sum(one.status in {"dk", "missing"} for one in inside),
    )


_SETS: dict[str, tuple[Callable[[Section], Picture | None], ...]] = {
    "levels": (_heat, _levels),
    "signs": (_balance, _tiles),
}
"""What is drawn of dimensions, by what their rule says of them: the first stands in the body."""
