"""The pictures of dimensions: how far each has come, by what their rule says of them."""

from collections.abc import Callable, Iterator

from cxmaturity.domain.language import NOTHING, capital, counted, rounded, say
from cxmaturity.domain.scoring.known import too_little
from cxmaturity.domain.scoring.rule_words import balance_said
from cxmaturity.reports.build.common import cell, place, row, stands
from cxmaturity.reports.build.drawing import MOST_ROWS, few, head_of, pictured, shown_dimensions
from cxmaturity.reports.document.blocks import Column, Key, Picture, Table
from cxmaturity.reports.pictures import bars, moments
from cxmaturity.reports.pictures.heat import Heat, Point, Row, Share, heat
from cxmaturity.reports.view.practice import PracticeView
from cxmaturity.reports.view.report import DimensionView, Section

MOST_POINTS = 20
"""How many points a map of shares has: with more there is none, as its cells could not be read."""


def profile(section: Section) -> Picture | Table | None:
    """How far each dimension has come: none where no stage is claimed, as levels would be said of what is not known."""
    draw = _first(section)
    return draw(section) if draw else None


def further(section: Section) -> Iterator[Picture | Table | None]:
    """What else of the dimensions is drawn, for the annex."""
    for draw in _SETS[section.pictures][1:]:
        yield draw(section)


def names_ends(section: Section) -> bool:
    """Whether the title of the picture names the dimensions that are furthest and least far."""
    levels = {dimension.level for dimension in shown_dimensions(section) if not dimension.depth}
    return _first(section) is _heat and len(levels - {None}) > 1


def _first(section: Section) -> Callable[[Section], Picture | Table | None] | None:
    """What draws how far each dimension has come, if anything does."""
    if not section.result.stage.claimed or not shown_dimensions(section):
        return None
    draw = _SETS[section.pictures][0]
    return None if draw is _heat and len(section.scale) > MOST_POINTS else draw


def _heat(section: Section) -> Picture:
    rows = shown_dimensions(section)
    outermost = [dimension for dimension in rows if not dimension.depth and dimension.level is not None]
    by_level: dict[str, list[str]] = {}
    for dimension in sorted(outermost, key=lambda dimension: -(dimension.level or 0)):
        by_level.setdefault(dimension.level_name, []).append(dimension.name)
    if len(by_level) == 1:
        every = len(outermost) == sum(not dimension.depth for dimension in rows)
        are = "{n|The dimension is|All dimensions are} at {level}" if every else "{names} {n|is|are} at {level}"
        names = few([dimension.name for dimension in outermost])
        title = capital(say(are, n=len(outermost), level=next(iter(by_level)), names=names))
    else:
        ends = list(by_level.items())[:: max(len(by_level) - 1, 1)]
        furthest = [say("{names} at {level}", names=few(names), level=level) for level, names in ends]
        title = say("Furthest: {first}; least far: {last}", first=furthest[0], last=furthest[-1])
    gates = [[gate for gate in section.gates if gate.stage == point.id] for point in section.scale]
    points = tuple(
        Point(point.name, f"{sum(g.open for g in doors)}/{len(doors)}" if doors else "", all(g.open for g in doors))
        for point, doors in zip(section.scale, gates, strict=True)
    )
    shares = tuple(
        Row(
            dimension.name,
            dimension.depth,
            tuple(
                Share(share.share_said, share.rating or "", share.point.rank == dimension.level)
                for share in dimension.cells
            ),
            rounded(dimension.index),
        )
        for dimension in rows
    )
    says = "The share of each dimension that is at a point or above, in per cent; the annex has it as a table."
    if names_ends(section):
        says = " ".join(filter(None, [too_little(section.result, section.scoring), says]))
    head = head_of(section, "heat", title, says)
    legend = (
        Key("F", "F", say("fully: at least {nearly} %", nearly=section.scoring.nearly)),
        Key("L", "L", say("largely: above {most} %", most=section.scoring.most)),
        Key("P", "P", say("partly: above {partly} %", partly=section.partly)),
        Key("N", "N", "not"),
        Key("reach", "", "level reached"),
    )
    return pictured(head, heat(head, Heat(points, shares, "Gates open", "Index")), legend)


def _balance(section: Section) -> Picture:
    rows = shown_dimensions(section)
    low, high = section.scale[0].value, section.scale[-1].value
    zero = min(max(-low / (high - low), 0), 1)
    won = [_noted(dimension) for dimension in rows if dimension.won]
    title = say("Thrived in {names}", names=few(won)) if won else "No dimension adds more than it takes away"
    shown = [
        bars.Balance(
            dimension.name,
            None if dimension.score is None else (dimension.score - low) / (high - low),
            say("{balance} won", balance=balance_said(dimension.score))
            if dimension.won
            else balance_said(dimension.score),
            dimension.won,
        )
        for dimension in rows
    ]
    says = (
        "The balance of each dimension: above 0 it adds more than it takes away, and is won; the annex has the table."
    )
    drawn = bars.balance(head_of(section, "balance", title, says), shown, zero, ("takes away", "adds"))
    return pictured(head_of(section, "balance", title, says), drawn)


def _tiles(section: Section) -> Picture | None:
    """Under a rule of balance: each practice as what it does."""
    if len(section.practices) > 60 or not any(practice.chosen for practice in section.practices):
        return None
    groups = [
        moments.Tiles(
            dimension.name,
            "won" if dimension.won else "not won" if dimension.score is not None else NOTHING,
            tuple(_tile(section, practice) for practice in section.practices if practice.dimension_id == dimension.id),
        )
        for dimension in section.profile
    ]
    away = [tile.title for group in groups for tile in group.tiles if tile.kind == "takes"]
    title = say("{names} {n|takes|take} away", names=few(away), n=len(away)) if away else _none_away(section)
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


def _none_away(section: Section) -> str:
    return "Nothing that is known takes away" if section.find_out else "Nothing takes away"


def _noted(dimension: DimensionView) -> str:
    return say("{name} ({note})", name=dimension.name, note=dimension.little) if dimension.little else dimension.name


def _tile(section: Section, practice: PracticeView) -> moments.Tile:
    if practice.chosen is None:
        return moments.Tile(practice.title, "absent" if practice.status == "na" else "unsure")
    value = section.scale[practice.chosen.rank - 1].value
    return moments.Tile(practice.title, "takes" if value < 0 else "adds" if value > 0 else "nothing")


def _levels(section: Section) -> Picture | Table | None:
    """Each dimension today against the target: a table alone where a picture would have too many points."""
    rows = [dimension for dimension in section.profile if dimension.level is not None]
    if not section.target_name or not rows or not section.result.stage.claimed:
        return None
    behind = [dimension.name for dimension in rows if dimension.gap and not dimension.depth]
    title = (
        say("{n:Word} {n|dimension is|dimensions are} below the target's point", n=len(behind))
        if behind
        else "Every dimension is at the target's point"
    )
    shown = [
        bars.Level(
            dimension.name, dimension.depth, dimension.level, dimension.documented, dimension.target, _gap(dimension)
        )
        for dimension in rows[: 2 * MOST_ROWS]
    ]
    says = "Today, documented, target and gap of each dimension. A stage does not need every dimension at its point."
    lines = tuple(
        row(
            cell(dimension.name, dimension.id, dimension.little),
            dimension.level_name,
            dimension.documented_name,
            dimension.target_name,
            _gap(dimension),
            depth=dimension.depth,
        )
        for dimension in rows
    )
    heads = tuple(Column(name) for name in ("Dimension", "Today", "Documented", "Target", "Gap"))
    table = Table(place(section, "levels-table"), "Each dimension: today, documented, target and gap", heads, lines)
    if len(section.scale) > MOST_POINTS:
        return table
    names = [point.name for point in section.scale]
    drawn = bars.levels(head_of(section, "levels", title, says), names, shown, "Gap")
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


_SETS: dict[str, tuple[Callable[[Section], Picture | Table | None], ...]] = {
    "levels": (_heat, _levels),
    "signs": (_balance, _tiles),
}
"""What is drawn of dimensions, by what their rule says of them: the first stands in the body."""
