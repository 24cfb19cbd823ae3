"""Pictures of every kind at their extremes: few and many, short and long, nothing known, right to left, hostile."""

from cxmaturity.reports.pictures import agreement, bars, gaps, heat, moments, scatter, stage, timeline, tornado
from cxmaturity.reports.pictures.svg import Drawn, Head

LONG = "Governance of customer experience across business units"
ARABIC = "تجربة العملاء في جميع القنوات"
HOSTILE = '</text><script>alert("x")</script> & \x00\u202e'
NINE = ("Unaware", "Aware", "Established", "Documented", "Operationalise", "Measured", "Embedded", "Leading", "Beyond")
FIVE = ("Ignore", "Explore", "Mobilise", "Operationalise", "Align")


def head(name: str) -> Head:
    """A head of a sample."""
    return Head(name, "What the picture finds", "What the picture says")


def _stages(names: tuple[str, ...], claimed: int, worst: int, best: int, target: int) -> Drawn:
    return stage.stage_picture(
        head("stage"),
        [
            stage.Stage(name, i < claimed, i == claimed, worst <= i <= best, i == max(claimed - 1, 0), target == i)
            for i, name in enumerate(names)
        ],
    )


def _plan(count: int, end: int, every: int, *, capacity: int | None = None, label: str = "Weigh goals") -> Drawn:
    steps = tuple(
        timeline.Bar(
            f"{i}. {label}",
            (i - 1) * end * 0.8 / count,
            min((i - 1) * end * 0.8 / count + max(end / count, 0.2 * end), end),
            i % 10 + 1,
            f"{i * 7} days",
            mark="under way" if i % 4 == 1 else "",
        )
        for i in range(1, count + 1)
    )
    ticks = tuple(timeline.Tick(at, f"2027 Q{at % 4 + 1}", f"{at * 1200:,}") for at in range(0, end + 1, every))
    loads = tuple(
        timeline.Load(i, i + 1, 40 + 20 * (i % 5), capacity, f"{40 + 20 * (i % 5)} of {capacity}") for i in range(end)
    )
    opens = tuple(timeline.Opening(end * k / 3, f"{name} opens") for k, name in enumerate(FIVE[1:4], 1))
    due = (timeline.Opening(end * 0.9, "31 December 2027", "due"),)
    shown = timeline.Timetable(
        float(end),
        steps,
        ticks,
        opens + due,
        loads if capacity else (),
        "Person-days spent before",
        "Spent in the quarter",
    )
    return timeline.timeline(head("plan"), shown)


def _heat(points: tuple[str, ...], count: int, name: str = "Customer understanding") -> Drawn:
    rows = tuple(
        heat.Row(
            name if i % 3 else f"{i} {name}",
            i % 4,
            tuple(
                heat.Share(
                    str(round(100 / (1 + (i + k) % 5), 1)) if (i + k) % 6 else "–", "FLPN"[k % 4], level=k == i % 3
                )
                for k in range(len(points))
            ),
            str(i * 1.5),
        )
        for i in range(count)
    )
    gated = tuple(heat.Point(point, "" if not k else f"{k}/12", k % 2 == 0) for k, point in enumerate(points))
    return heat.heat(head("heat"), heat.Heat(gated, rows, "Gates open", "Index"))


def _moments(title: str, count: int) -> Drawn:
    kinds = list(moments.SIGNS)
    return moments.moments(
        head("tiles"),
        [
            moments.Tiles(name, "not won", tuple(moments.Tile(title, kinds[i % 5]) for i in range(count)))
            for name in ("Choosing", LONG, ARABIC)
        ],
    )


def _levels(points: tuple[str, ...], name: str) -> Drawn:
    n = len(points)
    rows = [
        bars.Level(name, i % 3, None if i == 5 else min(i, n), 1 if i % 2 else None, min(i + 2, n), "2 levels")
        for i in range(1, 9)
    ]
    return bars.levels(head("levels"), points, rows, "Gap")


def _balance(name: str, text: str) -> Drawn:
    rows = [bars.Balance(name, at, text, strong=bool(i % 2)) for i, at in enumerate((0, 0.2, 0.5, 0.9, 1, None))]
    return bars.balance(head("balance"), rows, 0.5, ("takes away", "adds"))


def _stacks(points: int, name: str) -> Drawn:
    rows = [
        bars.Stack(name, i % 2, tuple((i + k) % 3 * i for k in range(points)), ranges=i % 3, unknown=i % 4)
        for i in range(1, 7)
    ]
    return bars.distribution(head("answers"), rows, [f"shade-{min(k + 1, 8)}" for k in range(points)])


def _votes(points: int, name: str, letters: str = "LF") -> Drawn:
    """Marks at every place: at both ends, on the same point, on pieces too thin for a number."""
    rows = [
        agreement.Votes(
            name,
            tuple((i * 7 + k * 5) % 13 * (i % 4) + (k == i % points) for k in range(points)),
            i % 3,
            tuple(agreement.Mark(letter, (i + k * (i % 3)) % points) for k, letter in enumerate(letters)),
        )
        for i in range(9)
    ]
    return agreement.agreement(head("votes"), rows, [f"shade-{min(k + 1, 8)}" for k in range(points)])


def _tornado(currency: str, *, losing: bool, count: int = 7, name: str = "Rise of retention by the plan") -> Drawn:
    """Bars that get shorter, some the other way round, those of a loss across 0."""
    bars_ = [
        tornado.Bar(
            name,
            f"{currency} {100 + i}",
            f"{currency} {2_000_000 + i}",
            *((300.0 - 700 / (i + 1), 300.0 + 900 / (i + 1))[:: -1 if i % 3 == 2 else 1]),
        )
        for i in range(count)
    ]
    return tornado.tornado(head("tornado"), bars_, tornado.Middle(300.0 if losing else 3000.0, f"{currency} 300", "0"))


def _gaps(name: str, count: int = 5) -> Drawn:
    rows = [
        gaps.Gap(name, 0.9 - i * 0.2, i * 0.25, f"−{i}.25 (−{i}.31 to −{i}.19)", clear=i != 2) for i in range(count)
    ]
    return gaps.gaps(head("gaps"), rows, ("1, lowest", "7, highest"))


def _scatter(name: str, count: int = 9, *, same: bool = False) -> Drawn:
    """Units on a line, some close together; all in one place where they are the `same`."""
    marks = [scatter.Mark(f"{name} {i}", 0.0 if same else i // 2 * 10.0, float(i % 4 * 5 + i)) for i in range(count)]
    axes = scatter.Axes(f"Index of {name}", name, ("0", "100"), ("−100", "+1,234.56"))
    return scatter.scatter(head("scatter"), marks, axes)


SAMPLES: dict[str, Drawn] = {
    "stage five": _stages(FIVE, 2, 1, 3, 4),
    "stage whole interval": _stages(FIVE, 0, 0, 4, 4),
    "stage nothing claimed": _stages(FIVE, -1, 0, 4, 3),
    "stage two": _stages(("Low", "High"), 1, 0, 1, 1),
    "stage nine": _stages(NINE, 4, 3, 8, 8),
    "stage twelve long": _stages(tuple(f"{LONG} {i}" for i in range(12)), 11, 0, 11, 11),
    "stage hostile": _stages((HOSTILE, ARABIC, "W" * 40, ""), 1, 0, 2, 0),
    "plan of one": _plan(1, 1, 1),
    "plan of months": _plan(9, 18, 3),
    "plan of quarters": _plan(12, 6, 1, capacity=120, label=LONG),
    "plan of ten years": _plan(16, 40, 1, capacity=1200),
    "plan of sixty": _plan(60, 24, 4, label=LONG),
    "plan hostile": _plan(4, 12, 3, capacity=100, label=HOSTILE),
    "plan arabic": _plan(4, 12, 3, label=ARABIC),
    "heat five": _heat(FIVE, 8),
    "heat two": _heat(("Low", "High"), 3),
    "heat nine": _heat(NINE, 12),
    "heat twelve long": _heat(tuple(f"{LONG} {i}" for i in range(12)), 60, LONG),
    "heat hostile": _heat((HOSTILE, ARABIC, "W" * 40), 3, HOSTILE),
    "moments": _moments("Paying for the order", 7),
    "moments one": _moments("Pay", 1),
    "moments long": _moments(LONG, 5),
    "moments arabic": _moments(ARABIC, 5),
    "moments hostile": _moments(HOSTILE, 5),
    "levels five": _levels(FIVE, "Customer understanding"),
    "levels nine": _levels(NINE, LONG),
    "levels twelve": _levels(tuple(f"{LONG} {i}" for i in range(12)), HOSTILE),
    "balance": _balance("Choosing", "+0.67 won"),
    "balance long": _balance(LONG, "−100.00 won"),
    "balance hostile": _balance(HOSTILE, HOSTILE),
    "votes six": _votes(6, "Customer understanding"),
    "votes two": _votes(2, LONG),
    "votes four groups": _votes(7, "Closed loop", "LMFO"),
    "votes of no group": _votes(3, ARABIC, ""),
    "votes hostile": _votes(4, HOSTILE, "<&"),
    "distribution": _stacks(5, "Customer understanding"),
    "distribution nine": _stacks(9, LONG),
    "distribution hostile": _stacks(2, HOSTILE),
    "tornado": _tornado("EUR", losing=True),
    "tornado of one": _tornado("", losing=False, count=1),
    "tornado hostile": _tornado(HOSTILE, losing=True, name=HOSTILE),
    "tornado long": _tornado("Norwegian crowns", losing=True, name=LONG),
    "gaps": _gaps("Bill"),
    "gaps of one": _gaps("Use", 1),
    "gaps long": _gaps(LONG),
    "gaps hostile": _gaps(HOSTILE),
    "gaps arabic": _gaps(ARABIC),
    "scatter": _scatter("Depot"),
    "scatter long": _scatter(LONG),
    "scatter of thirty": _scatter("Depot", 30),
    "scatter in one place": _scatter("Depot", same=True),
    "scatter hostile": _scatter(HOSTILE),
}
"""Each by its name."""
