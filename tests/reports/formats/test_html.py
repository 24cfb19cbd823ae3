"""The page: every block has its place, words stay whole, marks stay apart, and nothing that a file says acts.

What a reader would lose is seen in a real browser, at the widths of a phone and a desk and on paper.
"""

import json
import re
import subprocess
import typing
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext, Page, expect

from cxmaturity.domain.colour import AA, apart, contrast
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.reports.document.blocks import Block, Document
from cxmaturity.reports.document.names import PARTS
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.formats.html import FORMAT
from tests.cli.running import EXAMPLES, ROOT, Cx
from tests.conftest import Needs
from tests.reports.axe import LOOKS, violations
from tests.reports.conftest import ARGUMENTS, KINDS, Given, Tool
from tests.reports.formats.pages import read, sheets
from tests.reports.formats.sample import ADDRESS, ARABIC, LETTERS, MARKS, OWNERS, SHADES, document
from tests.reports.hostile import HOSTILE

TEMPLATES = ROOT / "templates"
WIDTHS = (390, 768, 1280)
PAPER = 665
"""The width of an A4 sheet between its margins, in CSS pixels."""

OPEN_ALL = "document.querySelectorAll('details').forEach(box => box.open = true)"
# words of tables that stand on more than one line, save those longer than words are
BROKEN = """() => { const broken = [];
for (const cell of document.querySelectorAll('th, td')) {
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/[\\p{L}\\p{N}]{2,24}/gu)) {
    if (walk.currentNode.parentElement.closest('.long') || cell.closest('thead')?.clientWidth === 1) continue;
    const range = document.createRange();
    range.setStart(walk.currentNode, word.index);
    range.setEnd(walk.currentNode, word.index + word[0].length);
    if (range.getClientRects().length > 1) broken.push(word[0]);
  }
} return broken; }"""
OVERFLOWING = """() => [...document.querySelectorAll('body *')]
    .filter(e => !e.closest('.contents, .sides, .unseen, .skip') && !e.ownerSVGElement && e.checkVisibility()
    && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"""
# the smallest text that shows, in CSS pixels; a drawing scales its own
SMALLEST = """() => Math.min(...[...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
    && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())).map(e => parseFloat(getComputedStyle(e).fontSize)
    * (e.ownerSVGElement && !e.closest('title, desc') ? e.ownerSVGElement.getScreenCTM().a : 1)))"""
SIZES = """box => ['h2', 'h3', 'h4', 'h5'].map(name => [...box.querySelectorAll(name)]
    .filter(e => !e.closest('.card, .unseen')).map(e => parseFloat(getComputedStyle(e).fontSize)))
    .filter(sizes => sizes.length)"""


def laid_out(shown: Document, own: Path | None = None) -> str:
    """The page of a document."""
    return FORMAT.write(shown, Setting(TEMPLATES, own)).decode()


def hostile() -> Document:
    """The sample with texts that are long, of the other direction, or markup, one after another."""
    texts = cycle([LETTERS, ADDRESS, ARABIC, "Operationalise", *HOSTILE.values()])
    return document(lambda _: next(texts), points=9)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(bypass_csp=True)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


def show(page: Page, shown: Document, *, fold: bool = False, width: int = 1280) -> None:
    """Show a document, with everything unfolded unless it is to be left folded."""
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(laid_out(shown))
    if not fold:
        page.evaluate(OPEN_ALL)


class Elements(HTMLParser):
    """The elements of a page, save what text alone brings: places to break, links of addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"span", "a", "bdi"}:
            self.seen.append((tag, tuple(sorted(name for name, _ in attrs))))


def test_every_kind_of_block_has_a_place() -> None:
    kinds = {kind.__struct_config__.tag for kind in typing.get_args(Block)}
    text = (TEMPLATES / "html" / "blocks.html.j2").read_text()
    assert set(re.findall(r'"(\w+)": \w+', text.partition("set kinds")[2].partition("%}")[0])) == kinds
    classes = [
        "headline",
        "bullets",
        "facts",
        "labels",
        "moves",
        "plain stack",
        "heat",
        "picture",
        "cards",
        "entry",
        "notice",
        "group",
    ]
    assert [name for name in classes if f'class="{name}' not in laid_out(document())] == []


@pytest.mark.parametrize("name", ["document", "blocks", "cover", "contents"])
def test_a_template_has_no_words(name: str) -> None:
    """All are the document's, so that no two formats say one thing in two ways."""
    text = (TEMPLATES / "html" / f"{name}.html.j2").read_text()
    laid = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    between = re.sub(r"<style>.*?</style>|<[^>]*>", " ", laid, flags=re.DOTALL)
    assert re.findall(r"\w+", between) == []


def test_the_words_of_the_script_are_the_document_s() -> None:
    script = re.sub(r"^\s*//.*$", "", (TEMPLATES / "html" / "document.js").read_text(), flags=re.MULTILINE)
    assert re.findall(r'"[A-Z][a-z]+[^"]*"', script) == []
    assert len(script) < 6000


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_makes_an_element(name: str) -> None:
    assert (
        Elements(laid_out(document(lambda _: HOSTILE[name]))).seen == Elements(laid_out(document(lambda _: "a"))).seen
    )


def test_texts_are_isolated() -> None:
    """Or an organisation named in Arabic would turn what stands beside it."""
    text = laid_out(document(lambda _: ARABIC))
    before = [text[: place.start()] for place in re.finditer(ARABIC, text.partition("<main")[2] and text)]
    tags = [
        re.findall(r"<(\w+)([^>]*)>$", one.rstrip()) for one in before if not one.endswith(('content="', 'label="'))
    ]
    assert tags
    allowed = {"bdi", "title", "strong"}
    isolating = ('dir="auto"', 'dir="ltr"')  # the latter where a sentence only begins with such a name
    assert [tag for tag in tags if tag and tag[0][0] not in allowed and not tag[0][1].endswith(isolating)] == []


def test_numbers_stay_with_their_units() -> None:
    text = laid_out(document())
    assert "At least 70\u00a0% are needed" in text
    assert '<span class="whole">20\u00a0person-days</span>, 3\u00a0months' in text
    assert not re.search(r"\d (?:%|person-days|months|December)", text.partition("<body")[2])


def test_nothing_is_loaded_and_nothing_runs(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(laid_out(hostile()))
    opened = browser.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("request", lambda request: told.append(request.url))
    opened.on("dialog", lambda dialog: told.append(dialog.message))
    opened.goto(path.as_uri())
    assert told == [path.as_uri()]
    opened.close()


@pytest.mark.parametrize("points", [5, 9])
def test_no_word_is_broken_in_a_cell(points: int, page: Page) -> None:
    show(page, document(points=points, several=True))
    for width in (*WIDTHS, 1000, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(BROKEN) == [], width
    page.set_viewport_size({"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(BROKEN) == []
    assert page.evaluate(OVERFLOWING) == []


def test_a_long_word_or_address_widens_nothing(page: Page) -> None:
    show(page, hostile())
    wide = """() => [...document.querySelectorAll('.plain')]
        .filter(e => e.offsetWidth > e.parentElement.clientWidth + 1).length"""
    for width in (*WIDTHS, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOWING) == [], width
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert page.evaluate(wide) == 0, width
    page.set_viewport_size({"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(wide) == 0


def test_text_is_large_enough(page: Page) -> None:
    show(page, document(several=True, points=9))
    for width in (*WIDTHS, 600, 1000):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SMALLEST) >= 12, width
    page.set_viewport_size({"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST) >= 7 * 96 / 72


def test_text_of_twice_the_size_is_there_still(browser: Browser, chromium: str) -> None:
    """For a reader whose browser is set to letters of twice the size."""
    larger = [*ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    opened = browser.browser_type.launch(executable_path=chromium, args=larger)
    page = opened.new_page()
    show(page, document(several=True, points=9))
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOWING) == [], width
        assert page.evaluate(BROKEN) == [], width
    opened.close()


def test_headings_rank_visibly(page: Page) -> None:
    for several in (False, True):
        show(page, document(several=several))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for box in page.locator("article").all():
                sizes = box.evaluate(SIZES)
                assert len(sizes) >= 2
                assert all(min(above) > max(below) for above, below in pairwise(sizes)), (
                    width,
                    sizes,
                )


def test_marks_stay_apart_where_colours_are_forced(browser: Browser) -> None:
    signs = """() => Object.fromEntries([...document.querySelectorAll('.key path')].map(e => [e.getAttribute('class'),
        ['fill', 'stroke', 'strokeDasharray'].map(name => getComputedStyle(e)[name]) + e.getAttribute('d')]))"""
    shades = """() => [...document.querySelectorAll('tbody tr:first-child .shade')]
        .map(e => getComputedStyle(e).backgroundColor)"""
    together = [
        OWNERS,
        ("F", "L", "P", "N"),
        ("adds", "nothing", "takes", "unsure"),
        ("here", "reached", "maybe", "ahead"),
        SHADES,
    ]
    for scheme in ("light", "dark"):
        opened = browser.new_page(forced_colors="active", color_scheme=scheme)
        show(opened, document())
        seen = opened.evaluate(signs)
        for marks in together:
            assert len({seen[mark] for mark in marks}) == len(marks), (scheme, marks)
        assert len(set(opened.evaluate(shades))) == 4
        opened.close()


def test_owners_can_be_told_apart_and_read() -> None:
    """By who sees all colours, and by who does not see red or green (Machado, Oliveira and Fernandes 2009)."""
    style = (TEMPLATES / "html" / "document.css").read_text()
    light, dark = (dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6})", part)) for part in style.split("@media", 2)[:2])
    dark = {**light, **dark}
    for colours in (light, dark):
        grounds = [colours[f"--{owner}"] for owner in OWNERS[1:]]
        for owner in OWNERS[1:]:
            assert contrast(_long(colours[f"--{owner}"]), _long(colours[f"--on-{owner}"])) >= AA, owner
        nearest = min(apart(_long(a), _long(b)) for n, a in enumerate(grounds) for b in grounds[:n])
        assert nearest > 0.3, colours["--paper"]


def test_owners_have_the_colours_of_a_brand_on_both_papers(
    browser: Browser, cx: Cx, given: Given, tmp_path: Path
) -> None:
    """The first owner has the accent, as the browser shows it: a rule of the style could stand in the way."""
    path = tmp_path / "report.html"
    assert cx("report", "-o", path, *given("brand")).code == 0
    fills = """() => [getComputedStyle(document.documentElement).getPropertyValue('--accent').trim(),
        ...['.key .owner-1', '.key .owner-2'].map(mark => getComputedStyle(document.querySelector(mark)).fill)]"""
    for scheme in ("light", "dark"):
        opened = browser.new_page(color_scheme=scheme)
        opened.goto(path.as_uri())
        accent, first, second = opened.evaluate(fills)
        assert _hex(first) == accent, scheme
        assert second != first
        opened.close()


def test_letters_on_marks_can_be_read(browser: Browser) -> None:
    sample = """marks => marks.map(mark => { const all = [...document.querySelectorAll('.broad rect')];
        const on = all.find(e => e.getAttribute('class') == mark); return [mark, getComputedStyle(on).fill,
        getComputedStyle(on.nextElementSibling).fill]; })"""
    for scheme in ("light", "dark"):
        opened = browser.new_page(color_scheme=scheme)
        show(opened, document())
        seen = opened.evaluate(sample, [*MARKS, *OWNERS, *SHADES])
        opened.close()
        assert [mark for mark, ground, letter in seen if contrast(_hex(ground), _hex(letter)) < AA] == []


def _hex(computed: str) -> str:
    """A colour as a browser has computed it."""
    parts = [float(one) for one in re.findall(r"[\d.]+", computed.partition("(")[2].replace("srgb", ""))]
    return "#" + "".join(f"{round(one * 255 if 'srgb' in computed else one):02x}" for one in parts[:3])


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])


def test_tables_stack_on_a_phone_and_a_wide_one_says_that_it_moves(page: Page) -> None:
    show(page, document(points=9), width=390)
    assert page.locator(".stack td").first.evaluate("e => getComputedStyle(e).display") == "block"
    label = "e => getComputedStyle(e, '::before').content"
    assert page.locator("#organisational\\.plan-table td").first.evaluate(label) == '"Owner: "'
    box = page.locator(".scroll:has(> .heat)")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth && getComputedStyle(e).overflowX") == "auto"
    expect(page.locator(".sideways")).to_have_text(document().names.sideways)
    assert page.locator(".sideways").is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not page.locator(".sideways").is_visible()
    assert box.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_pictures_have_a_size_for_each_page(page: Page) -> None:
    show(page, document())
    wide, narrow = page.locator("figure .broad").first, page.locator("figure .slim").first
    for width, shown in {1280: (True, False), 390: (False, True)}.items():
        page.set_viewport_size({"width": width, "height": 800})
        assert (wide.is_visible(), narrow.is_visible()) == shown
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    assert (wide.is_visible(), narrow.is_visible()) == (True, False)


def test_the_annex_is_folded_and_links_open_it(page: Page) -> None:
    show(page, document(), fold=True)
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0
    page.locator(".bullets a", has_text="Journey owners").click()
    expect(page.locator("[id='organisational.hiring']")).to_be_visible()
    assert page.evaluate("document.querySelectorAll('.fold[open], .entry[open]').length") == 2
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.querySelectorAll('details:not([open], .same)').length") == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelectorAll('.fold[open], .entry[open]').length") == 2


def test_entries_are_filtered(page: Page) -> None:
    names = replace(document().names, find="Suchen", shown="{shown} von {all}", any="jede", kinds=(("dk", "offen"),))
    show(page, replace(document(), names=names))
    titles = page.locator(".entry:visible .title")
    page.get_by_label("Suchen").fill("EMPATHY hiring")
    assert titles.all_text_contents() == ["Hiring for empathy"]
    assert page.get_by_role("status").inner_text() == "1 von 3"
    page.get_by_label("Suchen").fill("")
    page.get_by_label("Dimension").select_option("People")  # and what is nested in it
    assert titles.all_text_contents() == ["Hiring for empathy", "Pay"]
    assert page.get_by_label("Status").locator("option").all_text_contents() == ["jede", "offen"]
    page.get_by_label("Status").select_option("offen")
    assert titles.all_text_contents() == ["Pay"]
    page.get_by_role("button", name="Close all").click()
    assert page.evaluate("document.querySelectorAll('.entry[open]').length") == 2
    page.evaluate("location.hash = 'organisational.intent'")
    expect(page.locator("[id='organisational.intent']")).to_be_visible()
    assert titles.count() == 3


def test_contents_show_where_the_reader_is(page: Page) -> None:
    show(page, document())
    expect(page.locator("[aria-current]")).to_have_text(["Where we stand"])
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    page.locator("[id='organisational.practices']").evaluate("heading => heading.scrollIntoView()")
    expect(page.locator("[aria-current]")).to_have_text(["Every practice"])


def test_without_scripts_nothing_is_missing_and_nothing_is_dead(browser: Browser) -> None:
    opened = browser.new_context(java_script_enabled=False).new_page()
    opened.set_content(laid_out(document()))
    assert opened.locator("button, input, select").count() == 0
    opened.locator(".fold summary").first.click()
    assert opened.locator(".heat").is_visible()
    opened.context.close()


def test_every_link_leads_somewhere() -> None:
    text = laid_out(document(several=True))
    ids = re.findall(r'\sid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]*)"', text)
    assert len(links) > 20
    assert set(links) <= set(ids)
    assert {one for named in re.findall(r'aria-labelledby="([^"]*)"', text) for one in named.split()} <= set(ids)


def test_print(page: Page, tmp_path: Path) -> None:
    """The annex begins a sheet, every sheet says which it is of how many, and none holds the end alone."""
    show(page, document(), fold=True)
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    printed = sheets(read(tmp_path / "page.pdf"))
    for number, sheet in enumerate(printed, 1):
        assert f"{number} of {len(printed)}" in sheet
    annex = next(n for n, sheet in enumerate(printed) if re.search(r"^Annex$", sheet, re.MULTILINE))
    assert "What to do" not in printed[annex]
    assert "Where we stand" in printed[0]
    assert "Contents" not in printed[0]  # without numbers of sheets they would lead nowhere
    assert "Hiring for empathy" in "".join(printed[annex:])
    assert len(printed[-1].splitlines()) > 3


@pytest.mark.parametrize(
    ("selector", "style", "value"),
    [
        *(
            (name, "breakAfter", "avoid")
            for name in ("h2", "h3", "h4", "h5", ".lead", "figcaption", "caption", "thead")
        ),
        *((name, "breakInside", "avoid") for name in ("tr", ".card", ".bullets li", ".moves li", "figure", ".notice")),
        (".annex", "breakBefore", "page"),
    ],
)
def test_what_belongs_together_stays_so_on_paper(selector: str, style: str, value: str, page: Page) -> None:
    show(page, document(several=True))
    page.emulate_media(media="print")
    found = page.locator(selector).evaluate_all(f"all => all.map(e => getComputedStyle(e).{style})")
    assert set(found) == {value}


def test_a_chapter_begins_a_sheet_unless_a_third_of_the_one_before_is_left(page: Page) -> None:
    """What is so high as that third finds no room elsewhere; it takes none where it stands."""
    show(page, document(several=True))
    page.emulate_media(media="print")
    style = "e => (s => [s.breakInside, s.height, s.marginBottom])(getComputedStyle(e, '::before'))"
    inside, height, below = page.locator(".chapter + .chapter").first.evaluate(style)
    high, back = (float(each.removesuffix("px")) for each in (height, below))
    assert inside == "avoid"
    assert high == pytest.approx(-back, abs=0.1)
    assert high == pytest.approx((297 - 30) / 3 * 96 / 25.4, abs=10)


def test_the_dark_page_differs_in_colours_only() -> None:
    style = (TEMPLATES / "html" / "document.css").read_text()
    dark = re.findall(
        r"@media screen and \(prefers-color-scheme: dark\) \{\s*:root \{([^{}]*)\}\s*svg \{([^{}]*)\}\s*\}", style
    )
    assert len(dark) == style.count("prefers-color-scheme") == 1
    assert all(re.fullmatch(r"(\s*--[\w-]+: #[0-9a-f]{6};)+\s*", one) for one in dark[0])


@pytest.mark.parametrize("kind", ["one", "several", "hostile"])
def test_axe_finds_no_violation(kind: str, page: Page, tool: Tool) -> None:
    show(page, {"one": document(), "several": document(several=True, points=9), "hostile": hostile()}[kind])
    page.add_script_tag(path=tool("axe-core/axe.min.js"))
    for width, scheme, rules, passes in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules, passes) == [], (width, scheme)


@pytest.mark.parametrize("kind", ["one", "several", "hostile"])
def test_html_is_valid(kind: str, tool: Tool, needs: Needs, tmp_path: Path) -> None:
    shown = {"one": document(), "several": document(several=True), "hostile": hostile()}[kind]
    (tmp_path / "page.html").write_text(laid_out(shown))
    rules = ROOT / "tests" / "web" / "htmlvalidate.json"
    command: list[str | Path] = [needs("node"), tool("html-validate/bin/html-validate.mjs"), "--config", rules]
    with (tmp_path / "found.json").open("w+") as told:  # a file, as what is written to a pipe can end too early
        subprocess.run([*command, "--formatter", "json", tmp_path / "page.html"], stdout=told, check=False)
        told.seek(0)
        messages: list[dict[str, Any]] = [message for file in json.load(told) for message in file["messages"]]
    assert [f"{one['line']}:{one['column']} {one['ruleId']}: {one['message']}" for one in messages] == []


def own(folder: Path, text: str, name: str = "html/document.html.j2") -> Path:
    """A folder of templates of one's own, with one in it."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder


EXTENDS = '{% extends "builtin/html/document.html.j2" %}'


def test_a_block_of_a_part_s_name_replaces_it(tmp_path: Path) -> None:
    text = "{% block way %}<p>{{ chapter.title }}, {{ part.title }}, {{ document.day }}</p>{{ super() }}{% endblock %}"
    page = laid_out(document(), own(tmp_path, EXTENDS + text))
    assert "<p>Organisational, What to do, 2026-11-22</p>" in page
    assert page.replace("<p>Organisational, What to do, 2026-11-22</p>", "").count("<") == laid_out(document()).count(
        "<"
    )


def test_a_block_for_all_parts_replaces_each(tmp_path: Path) -> None:
    text = "{% block part %}<p>{{ part.name }}</p>{% endblock %}{% block stand %}<p>ours</p>{{ super() }}{% endblock %}"
    page = laid_out(document(), own(tmp_path, EXTENDS + text))
    names = ["ours", "stand", "way", "profile", "steps", "practices", "method"]
    assert re.findall(r"<p>(\w+)</p>", page) == names


@pytest.mark.parametrize("name", [*PARTS, "cover", "contents", "style", "script", "end"])
def test_every_block_can_be_replaced(name: str, tmp_path: Path) -> None:
    assert laid_out(document(), own(tmp_path, f"{EXTENDS}{{% block {name} %}}{{% endblock %}}"))


WRONG = {
    "misspelt block": (
        f"{EXTENDS}\n{{% block holds_bak %}}{{% endblock %}}",
        2,
        "no block 'holds_bak'; did you mean holds_back?",
    ),
    "block of nothing": (
        f"{EXTENDS}\n{{% block zzz %}}{{% endblock %}}",
        2,
        "no block 'zzz'; it has agreement, candidates, change, cohort, contents, cover",
    ),
    "extends itself": (
        '{% extends "html/document.html.j2" %}',
        1,
        'write {% extends "builtin/html/document.html.j2" %}',
    ),
    "by another name": (
        '{% extends "html/./document.html.j2" %}',
        1,
        'write {% extends "builtin/html/document.html.j2" %}',
    ),
    "extends what extends it": (
        '{% extends "html/other.html.j2" %}',
        1,
        'write {% extends "builtin/html/document.html.j2" %}',
    ),
    "includes itself": ('{% include "html/document.html.j2" %}', 1, "a name that begins with builtin/"),
    "imports itself": ('{% import "html/document.html.j2" as m %}', 1, "a name that begins with builtin/"),
    "unknown field": (f"{EXTENDS}\n{{% block stand %}}{{{{ part.titel }}}}{{% endblock %}}", 2, "did you mean title?"),
    "drawn by a text": (
        f"{EXTENDS}\n{{% block stand %}}{{{{ '<b>'|drawn('wide') }}}}{{% endblock %}}",
        2,
        "only a picture",
    ),
    "blocked": (
        f"{EXTENDS}\n{{% block stand %}}<p style='color: red'></p>{{% endblock %}}",
        2,
        "style attribute has no effect",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_template_says_where_and_what(what: str, tmp_path: Path) -> None:
    text, line, message = WRONG[what]
    own(tmp_path, '{% extends "html/document.html.j2" %}', "html/other.html.j2")
    with pytest.raises(ProblemsFoundError) as raised:
        laid_out(document(), own(tmp_path, text))
    problem = raised.value.problems[0]
    assert message in problem.message
    assert problem.line == line
    assert "maximum recursion depth" not in problem.message


def test_a_block_in_a_block_of_one_s_own_is_new(tmp_path: Path) -> None:
    text = "{% block stand %}{% block ours %}<p>mine</p>{% endblock %}{% endblock %}"
    assert "<p>mine</p>" in laid_out(document(), own(tmp_path, EXTENDS + text))


def test_the_same_document_gives_the_same_page() -> None:
    assert laid_out(document()) == laid_out(document())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_first_screen(example: Path, browser: Browser, cx: Cx, tmp_path: Path) -> None:
    """Stage, picture and the first moves of a real report, without scrolling; and it is small enough to be sent."""
    path = tmp_path / "report.html"
    assert cx("report", "-o", path, example).code == 0
    assert path.stat().st_size < 300_000
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    for part in (".headline", ".opening > figure:first-of-type svg.wide", ".moves li:last-child"):
        box = page.locator(f".opening {part}" if part[1] != "o" else part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, part
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_real_report_is_laid_out_as_the_sample_is(
    kind: str, page: Page, given: Given, cx: Cx, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    assert cx("report", "-o", path, *given(kind)).code == 0
    page.goto(path.as_uri())
    page.evaluate(OPEN_ALL)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOWING) == [], width
        assert page.evaluate(BROKEN) == [], width
        assert page.evaluate(SMALLEST) >= 12, width
    page.set_viewport_size({"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(BROKEN) == []
    assert page.evaluate(SMALLEST) >= 7 * 96 / 72
