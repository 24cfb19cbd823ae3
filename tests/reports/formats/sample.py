"""A document that holds every kind of block, each text of which a test can choose."""

from collections.abc import Callable

from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Chapter,
    Column,
    Document,
    Entries,
    Entry,
    Facts,
    Group,
    Key,
    Labelled,
    Labels,
    Move,
    Moves,
    Notice,
    Paragraph,
    Part,
    Picture,
    Row,
    SaidStep,
    Span,
    StepCards,
    Table,
)
from cxmaturity.reports.document.names import Names

ARABIC = "مؤسسة الاتصالات الشمالية"
LETTERS = "x" * 150
ADDRESS = (
    "https://intranet.example/a/long/way/to/the/report/of/the/third/quarter?with=many&more=parameters&and=" + "y" * 90
)
POINTS = (
    "Ignore",
    "Explore",
    "Mobilise",
    "Operationalise",
    "Align",
    "Embed",
    "Established",
    "Documented",
    "Predictable",
)
MARKS = ("here", "reached", "maybe", "ahead", "F", "L", "P", "N", "adds", "nothing", "takes", "unsure", "between")
OWNERS = tuple(f"owner-{n}" for n in range(9))
SHADES = tuple(f"shade-{n}" for n in range(1, 9))
LINES = ("goal", "span", "solid", "ring", "togo", "proven", "capacity", "opens", "load", "absent", "reach", "track")
Text = Callable[[str], str]


def same(text: str) -> str:
    """A text as it is."""
    return text


def document(text: Text = same, *, several: bool = False, points: int = 5) -> Document:
    """The sample; `text` puts something else into the place of what files say."""
    chapters = [_chapter("organisational", text("Organisational"), text, points)]
    if several:
        chapters.append(_chapter("digital", text("Digital"), text, 9))
    return Document(
        eyebrow="Customer-experience maturity",
        title=text("Northwind Telecom, 22 November 2026"),
        heading=text("Northwind Telecom"),
        when="22 November 2026",
        day="2026-11-22",
        about=text("Organisational maturity"),
        finding=text("Mobilise is reached by all answers."),
        chapters=tuple(chapters),
        names=Names(
            "Contents", "Annex", "Skip to the report", "The same as a table", "Made from files.", "{page} of {pages}"
        ),
    )


def _chapter(at: str, title: str, text: Text, points: int) -> Chapter:
    body = (
        Part("stand", f"{at}.stand", "Where we stand", tuple(_stand(at, text))),
        Part(
            "way",
            f"{at}.way",
            "What to do",
            (_steps_table(at, text), _picture(f"{at}.plan", text, (*OWNERS, *SHADES, *LINES))),
        ),
    )
    annex = (
        Part("profile", f"{at}.profile", "Profile", (profile(at, text, points), _sums(at))),
        Part("steps", f"{at}.steps", "The steps in full", (_cards(at, text),)),
        Part("practices", f"{at}.practices", "Every practice", tuple(_entries(at, text))),
        Part("method", f"{at}.method", "Method", tuple(_method(at, text))),
    )
    return Chapter(at, title, body, annex)


def _stand(at: str, text: Text) -> list[Block]:
    names = [text(name) for name in ("Journey owners", "Expectation gap", "Closed loop")]
    moves = [Move(name, text("Explore to Mobilise"), "20 person-days, 3 months", f"{at}.step-1") for name in names]
    return [
        Paragraph(
            (Span(text("Mobilise"), "accent"), Span(" is the stage that all answers together reach.")), "headline"
        ),
        Paragraph("Target: Operationalise, by 31 December 2027. At least 70 % are needed."),
        _picture(f"{at}.stage", text, MARKS),
        Group("The first moves", (Moves(tuple(moves)),)),
        Facts(
            (
                Fact("Claimed", text("Mobilise"), 3),
                Fact("Possible", text("Explore to Operationalise"), "2..4"),
                Fact("Index", "46.7", 46.7, "of 100"),
                Fact("Answered", "91.3 %", 0.913, "21 of 23 practices"),
            )
        ),
        Bullets(
            ((Span(names[0], to=f"{at}.hiring"), Span(": a call-back within 48 hours")), text("a plain item")),
            ordered=True,
        ),
        Notice(
            text("Said, and not done"),
            (text("One answer says so."), text("Another does not.")),
            text("Ask both owners."),
        ),
    ]


def _picture(id_: str, text: Text, marks: tuple[str, ...]) -> Picture:
    table = Table(
        f"{id_}.table",
        "What the picture shows",
        (Column("Mark"), Column("Days", numbers=True)),
        (_row(text("one"), "12"),),
    )
    legend = tuple(Key(mark, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh"[place], mark) for place, mark in enumerate(marks))
    wide, narrow = _svg(f"{id_}-wide", marks, 800, 11), _svg(f"{id_}-narrow", marks, 340, 4)
    return Picture(id_, text("Three of four bars end before 2028"), "A bar for each.", wide, narrow, legend, table)


def _svg(id_: str, marks: tuple[str, ...], width: int, columns: int) -> str:
    step, high = width / columns, 40 * (len(marks) // columns + 1)
    places = [(mark, place % columns * step, place // columns * 40) for place, mark in enumerate(marks)]
    shapes = "".join(
        f'<rect class="{mark}" x="{x + 2:g}" y="{y + 2}" width="{step - 4:g}" height="36"/>'
        f'<text class="on-{mark}" x="{x + 8:g}" y="{y + 25}" font-size="13">{mark[:7]}</text>'
        for mark, x, y in places
    )
    head = (
        f'<svg role="img" aria-labelledby="{id_}-t" viewBox="0 0 {width} {high}"><title id="{id_}-t">All marks</title>'
    )
    return f"{head}{shapes}</svg>"


def _row(*texts: str, id_: str = "") -> Row:
    return Row(tuple(Cell(one, one) for one in texts), id_)


def _steps_table(at: str, text: Text) -> Table:
    titles = ("Step", "Owner", "Days", "In all", "Begins", "At least")
    columns = tuple(Column(one, one in {"Days", "In all"}, {"Step": 3, "Owner": 2}.get(one, 1)) for one in titles)
    rows = tuple(
        Row(
            (
                Cell(
                    (Span(f"{n}. {text('Journey owners with a mandate')}", to=f"{at}.step-{n}"),),
                    note=text("Explore to Operationalise"),
                ),
                Cell(text("Head of Customer Operations")),
                Cell("1,120", 1120),
                Cell(f"{n * 1120:,}", n * 1120),
                Cell("2027 Q1"),
                Cell("3 months", 3),
            )
        )
        for n in (1, 2)
    )
    return Table(f"{at}.plan-table", "The steps of the plan in their order", columns, rows)


def profile(at: str, text: Text, points: int) -> Table:
    """Dimensions by points, shaded."""
    columns = (Column("Dimension"), *(Column(text(POINTS[n])) for n in range(points)), Column("Index", numbers=True))
    rows = [
        Row(
            (
                Cell(text(name)),
                *(
                    Cell(
                        f"{max(0, 100 - 22 * (n + depth))} %",
                        note="FFLPN"[min(n, 4)],
                        shade="FFLPN"[min(n, 4)],
                        framed=n == 2,
                    )
                    for n in range(points)
                ),
                Cell("47", 46.7),
            ),
            f"{at}.row-{place}",
            depth,
        )
        for place, (name, depth) in enumerate(
            [("Governance", 0), ("Operations", 0), ("Journeys", 1), ("Measurement", 2)]
        )
    ]
    return Table(f"{at}.heat", "Shares of the practices that stand at a point or above", columns, tuple(rows))


def _sums(at: str) -> Table:
    columns = (Column("Quarter"), Column("Days", numbers=True))
    total = Row((Cell("All"), Cell("260 of 360", 260)), total=True)
    return Table(
        f"{at}.sums", "Person-days by quarter", columns, (_row("2027 Q1", "120"), _row("2027 Q2", "140"), total)
    )


def _cards(at: str, text: Text) -> StepCards:
    facts = (
        Fact("Owner", text("Head of Service")),
        Fact("Effort", "20 person-days", 20, "may grow by 5 days"),
        Fact("Takes at least", "3 months", 3),
    )
    return StepCards(tuple(said_step(at, text, n, facts) for n in (1, 2)), "Done when")


def said_step(at: str, text: Text, number: int, facts: tuple[Fact, ...] = ()) -> SaidStep:
    """A step of a plan: the first is under way."""
    return SaidStep(
        practice="hiring",
        from_=2,
        to=3,
        step=text("Name an owner for each journey, with a mandate and time."),
        days=20,
        months=3,
        starts=0,
        owner=text("Head of Service"),
        measure=text("Each of five journeys has a named owner."),
        because=("gate",),
        requires=(),
        id="hiring@mobilise",
        title=text("Journey owners"),
        dimension=text("People"),
        from_name=text("Explore"),
        to_name=text("Mobilise"),
        unknown=False,
        mark="under way" if number == 1 else "",
        number=number,
        anchor=f"{at}.step-{number}",
        linked=(Span(text("Journey owners"), to=f"{at}.hiring"),),
        why="a gate to Mobilise",
        to_text=text("Each journey has an owner."),
        opening="at once",
        growth="+5",
        growth_said="may grow by 5 days before another plan is cheaper",
        after=(),
        quarter="",
        runs="",
        load=(),
        facts=facts,
    )


def _entries(at: str, text: Text) -> list[Block]:
    def entry(id_: str, title: str, *kinds: str) -> Entry:
        items = (
            Labelled("Today", (Span(text("Explore"), "strong"), Span(f". {text('Some journeys have owners.')}"))),
            Labelled("Note", text("first line\nsecond line")),
            Labelled("Evidence", (Span(text("call-back report")), Span(": "), Span(ADDRESS, "web"))),
        )
        return Entry(
            f"{at}.{id_}",
            text(title),
            text("Explore"),
            2,
            3,
            5,
            "not documented",
            kinds,
            text("Who owns a journey?"),
            items,
        )

    return [
        Entries(f"{at}.g-people", text("People"), text("Whom we hire."), 0, ()),
        Entries(
            f"{at}.g-hiring",
            text("Hiring"),
            "",
            1,
            (entry("hiring", "Hiring for empathy", "answered", "blocks"), entry("pay", "Pay", "dk")),
        ),
        Entries(
            f"{at}.g-strategy",
            text("Strategy"),
            text("What we promise."),
            0,
            (entry("intent", "Intent", "answered", "bare"),),
        ),
    ]


def _method(at: str, text: Text) -> list[Block]:
    return [
        Paragraph(text("About the questionnaire."), "lead"),
        Group(
            "The rule",
            (
                Paragraph("A share of 50 % is most."),
                Group("Readings", (Labels((Labelled(text("As answered"), "all known"),)),)),
            ),
        ),
        Table(
            f"{at}.refs",
            "References",
            (Column(""), Column("Evidence", share=4), Column("Counts")),
            (_row(text("Report"), text(ADDRESS), "until 30 September 2027"),),
        ),
        Labels(
            (
                Labelled(
                    "Questionnaire",
                    (
                        Span("organisational@1", "code"),
                        Span(", SHA-256 "),
                        Span("0f" * 32, "code"),
                        Span(" beside", "soft"),
                    ),
                ),
            )
        ),
        Paragraph("Small print.", "small"),
    ]
