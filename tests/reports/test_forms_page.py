"""The page of a form as respondents use it: in a browser, by keyboard, on a phone, and where the browser keeps nothing.

What it saves is read by the project's own reader, as whoever handed the page out does.
"""

import datetime
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from cxmaturity.cli.loading import load
from cxmaturity.domain.answers import Answers, Respondent
from cxmaturity.domain.codes import LEVELS
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue, data_folder
from cxmaturity.reports.forms.content import form_of
from cxmaturity.reports.forms.target import TARGETS
from tests.build import questionnaire_data
from tests.cli.running import ROOT, Cx
from tests.conftest import Needs
from tests.reports.axe import COLOURS, violations
from tests.reports.conftest import Tool, any_hostile
from tests.reports.formats import pages
from tests.reports.hostile import HOSTILE, write

REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
TYPED = """(texts) => {
    const fields = [...document.querySelectorAll("input[type=text], .question textarea")];
    return fields.map((field, place) => {
        field.value = texts[place % texts.length];
        field.dispatchEvent(new Event("input", {bubbles: true}));
        return [field.id || field.className, field.value.trim().toWellFormed()];
    });
}"""
"""Types a text into every field, and says what each then holds."""

Opened = Callable[..., Page]
SLOW = pytest.mark.slow


def known(id_: str, folder: Path | None = None) -> Questionnaire:
    questionnaire = Catalogue(folder).find(id_)
    assert questionnaire is not None
    return questionnaire


def page_of(questionnaire: Questionnaire, folder: Path, organisation: str = "", *, names: bool = False) -> Path:
    path = folder / "form.html"
    form = form_of(questionnaire, organisation, names=names)
    path.write_bytes(TARGETS["html"].write(form, data_folder("templates")))
    return path


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a page. At the end of the test nothing was asked of any network, and no script had an error."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_(path: Path, script: str = "", **options: Any) -> Page:
        contexts.append(browser.new_context(accept_downloads=True, **options))
        if script:
            contexts[-1].add_init_script(script)
        contexts[-1].set_default_timeout(10_000)
        page = contexts[-1].new_page()
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [what for what in wrong if not what.startswith("blob:")] == []


def enter(page: Page, id_: str) -> None:
    """Press Enter, and wait as a person does for the question that follows."""
    page.keyboard.press("Enter")
    page.wait_for_selector(f"[id='{id_}'].here")


def go(page: Page, id_: str) -> None:
    page.evaluate("id => { location.hash = encodeURIComponent(id); }", id_)
    page.wait_for_selector(f"[id='{id_}'].here")


def saved(page: Page, folder: Path) -> Path:
    """The file that the page saves, under the name that it gives it."""
    go(page, "page.review")
    with page.expect_download() as download:
        page.click("#page\\.save")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def read(path: Path, questionnaires: Path | None = None) -> Answers:
    return load([str(path)], Catalogue(questionnaires))[0].answers


def radio(practice: str, value: str) -> str:
    return f"input[name='{practice}'][value='{value}']"


def test_by_keyboard_alone_to_a_file_that_check_accepts(opened: Opened, cx: Cx, tmp_path: Path) -> None:
    """One question at a time, as most people will: keys answer, Enter goes on, and the file says all of it."""
    page = opened(page_of(known("digital"), tmp_path, "Northwind Telecom"))
    press = page.keyboard.press
    page.focus("#role")
    page.keyboard.type("Head of service")
    press("Tab")
    press("Space")
    press("ArrowDown")  # leader, then manager
    press("Tab")
    page.keyboard.type("service")
    page.focus("#page\\.next")
    enter(page, "agent.channels")
    press("2")
    enter(page, "agent.context")
    press("d")
    enter(page, "agent.guidance")
    press("4")
    press("ArrowUp")  # as radios do
    press("n")
    page.keyboard.type("4 n d x c\nare letters here")
    go(page, "self-service.hand-over")
    press("x")
    page.keyboard.type("no self-service")
    go(page, "self-service.completion")
    press("3")
    press("c")
    path = saved(page, tmp_path)
    assert re.fullmatch(r"digital-\d{4}-\d\d-\d\d-[0-9a-z]{4}\.yaml", path.name)
    checked = cx("check", "--strict", path)
    assert (checked.code, checked.out) == (0, ""), checked.err
    answers = read(path)
    assert answers.respondent == Respondent("Head of service", "manager", "service")
    assert answers.organisation == "Northwind Telecom"
    assert answers.date == datetime.date.today()
    given = {id_: (one.status, one.low, one.because, one.note) for id_, one in answers.answers.items()}
    assert given == {
        "agent.channels": ("answered", 2, "", ""),
        "agent.context": ("dk", None, "", ""),
        "agent.guidance": ("answered", 3, "", "4 n d x c\nare letters here"),
        "self-service.hand-over": ("na", None, "no self-service", ""),
    }
    assert cx("score", path).code == 0


def test_it_asks_for_nothing_that_names_a_person(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path, "Northwind"))
    asked = page.evaluate(
        "[...document.querySelectorAll('#page\\\\.about :is(input, select, textarea)')].map(one => one.id || one.name)"
    )
    assert asked == ["role", *["level"] * len(LEVELS), "function"]
    levels = page.locator("input[name=level]").evaluate_all("all => all.map(one => one.value)")
    assert levels == ["leader", "manager", "front-line", "other"]


def test_an_empty_form_is_a_file_too(opened: Opened, cx: Cx, tmp_path: Path) -> None:
    path = saved(opened(page_of(known("digital"), tmp_path)), tmp_path)
    assert cx("check", path).code == 0
    answers = read(path)
    assert (answers.answers, answers.organisation, answers.respondent) == ({}, "", Respondent())


@pytest.mark.parametrize("shift", [0, pytest.param(1, marks=SLOW), pytest.param(2, marks=SLOW)])
def test_any_text_comes_back_as_it_was_typed(shift: int, opened: Opened, cx: Cx, tmp_path: Path) -> None:
    """Quotes, colons, documents, escapes, right-to-left, control characters, halves of signs: none ends its place."""
    more = {
        "half": "a\ud800b",
        "halves": "\udc00\ud800",
        "next line": "a\x85b\u2028c\ufeffd",
        "quotes": '\'"\\"\'\'\'"""',
    }
    texts = [*HOSTILE.values(), *more.values()]
    texts = texts[shift * 20 :] + texts[: shift * 20]
    page = opened(page_of(known("organisational"), tmp_path, HOSTILE["document"]))
    practices = list(known("organisational").practices)
    for id_ in practices:
        page.evaluate(f'document.querySelector("{radio(id_, "mobilise")}").checked = true')
    page.evaluate(f'document.querySelector("{radio("operations.partners", "na")}").checked = true')
    page.evaluate("document.querySelectorAll('.add').forEach(one => one.click())")
    held: list[list[str]] = page.evaluate(TYPED, [json.loads(json.dumps(text)) for text in texts])
    go(page, practices[0])
    page.click(".step.here summary")
    page.fill(".step.here .date", "2026-02-28")
    path = saved(page, tmp_path)
    assert cx("check", path).code == 0
    answers = read(path)
    typed: dict[str, str] = {}
    evidence: list[tuple[str, str]] = []
    for name, value in held:
        if name == "what":
            evidence.append((value, ""))
        elif name == "ref":
            evidence[-1] = (evidence[-1][0], value)
        else:
            typed[name] = value
    assert answers.respondent == Respondent(typed["role"], "", typed["function"])
    assert {id_: answers.of(id_).note for id_ in practices} == {id_: typed[f"{id_}.note"] for id_ in practices}
    assert answers.of("operations.partners").because == typed["operations.partners.because"].strip()
    pieces = [(one.what, one.ref) for id_ in practices for one in answers.of(id_).evidence]
    assert pieces == evidence
    assert answers.of(practices[0]).evidence[0].date == datetime.date(2026, 2, 28)
    assert answers.organisation == " ".join(HOSTILE["document"].split())


def test_answers_are_there_after_a_reload_until_one_starts_again(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path))
    page.fill("#role", "Head")
    page.check("input[value=front-line]")
    go(page, "agent.channels")
    page.check(radio("agent.channels", "retention"))
    page.select_option("[id='agent.channels.between']", "loyalty")
    page.click(".step.here summary")
    page.fill("[id='agent.channels.note']", "two\nlines")
    page.click(".step.here .add")
    page.fill(".step.here .what", "a report")
    page.fill(".step.here .date", "2026-10-01")
    go(page, "page.review")
    before = page.input_value("#page\\.text")
    assert "[retention, loyalty]" in before
    page.reload()
    assert "Your earlier answers are back." in (page.text_content("#page\\.notice") or "")
    assert page.input_value("#page\\.text") == before
    first, second = saved(page, tmp_path), saved(page, tmp_path)
    assert first.name == second.name
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#page\\.again")
    page.wait_for_selector("#page\\.about.here")
    assert page.evaluate("localStorage.length") == 0
    assert page.input_value("#role") == ""
    assert page.locator(":checked:not(#page\\.one):not(option)").count() == 0
    page.reload()
    assert "answers: {}" in page.input_value("#page\\.text")
    assert saved(page, tmp_path).name != first.name


def test_starting_again_is_asked_after(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path))
    page.fill("#role", "Head")
    page.on("dialog", lambda dialog: dialog.dismiss())
    go(page, "page.review")
    page.click("#page\\.again")
    assert page.input_value("#role") == "Head"


def test_another_form_knows_nothing_of_these_answers(opened: Opened, tmp_path: Path) -> None:
    """Answers are kept by questionnaire, version and text: an option that now says something else is not chosen."""
    page = opened(page_of(known("digital"), tmp_path))
    page.fill("#role", "Head")
    text = (ROOT / "questionnaires" / "digital.yaml").read_text(encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.yaml").write_text(text.replace("id: digital", "id: mine", 1), encoding="utf-8")
    page.goto(page_of(known("mine", tmp_path / "own"), tmp_path).as_uri())
    assert page.input_value("#role") == ""
    for _ in range(20):  # browsers hand what a page keeps on to the next a moment later
        page.goto(page_of(known("digital"), tmp_path).as_uri())
        if page.input_value("#role"):
            break
    assert page.input_value("#role") == "Head"


@pytest.mark.parametrize("script", [REFUSED, FULL], ids=["refused", "full"])
def test_where_the_browser_keeps_nothing_it_says_so_and_saves_all_the_same(
    script: str, opened: Opened, tmp_path: Path
) -> None:
    page = opened(page_of(known("digital"), tmp_path), script)
    assert page.is_visible("#page\\.notice")
    assert "keeps nothing" in (page.text_content("#page\\.notice") or "")
    page.fill("#role", "Head")
    go(page, "agent.channels")
    page.keyboard.press("3")
    assert read(saved(page, tmp_path)).of("agent.channels").low == 3


KEPT = (
    "nonsense",
    "null",
    "[]",
    '"text"',
    "7",
    '{"answers": 7, "role": {}, "level": [], "tag": "../../x"}',
    '{"answers": {"agent.channels": null, "agent.context": [], "agent.guidance": {"is": {}, "evidence": 3}}}',
    '{"answers": {"agent.channels": {"is": "no such", "between": "no such", "evidence": [null, 7, "x"]}}}',
    '{"role": "<img src=x onerror=alert(1)>", "answers": {"__proto__": {"is": "x"}}}',
)


def test_whatever_was_kept_breaks_nothing(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path))
    key = "JSON.parse(document.querySelector('main').dataset.form).key"
    for kept in KEPT:
        page.evaluate(f"text => localStorage.setItem({key}, text)", kept)
        page.reload()
        path = saved(page, tmp_path)
        assert read(path).answers == {}, kept
        assert re.fullmatch(r"digital-[0-9-]+-[0-9a-z]{4}\.yaml", path.name), kept


def test_what_would_make_a_file_that_is_refused_is_said_before_it_is_saved(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path))
    go(page, "self-service.hand-over")
    page.keyboard.press("x")
    go(page, "agent.context")
    page.keyboard.press("2")
    page.click(".step.here summary")
    page.click(".step.here .add")
    page.fill(".step.here .ref", "file.pdf")
    go(page, "page.review")
    page.click("#page\\.save")
    assert page.is_visible("text=The file can be saved when this is done:")
    needed = page.locator("#page\\.needed a")
    assert needed.all_text_contents() == [
        "Context an agent sees: say what the evidence is, or remove it.",
        "Hand-over without restart: say why it does not apply.",
    ]
    needed.nth(1).click()
    page.wait_for_selector("[id='self-service.hand-over'].here")
    page.fill("[id='self-service.hand-over.because']", "  we have none: \"'  ")
    go(page, "agent.context")
    page.click(".step.here .remove")
    answers = read(saved(page, tmp_path))
    assert answers.of("self-service.hand-over").because == "we have none: \"'"
    assert answers.of("agent.context").evidence == ()


def test_what_is_not_answered_is_listed_and_leads_there(opened: Opened, tmp_path: Path) -> None:
    questionnaire = known("digital")
    page = opened(page_of(questionnaire, tmp_path))
    for id_ in list(questionnaire.practices)[2:]:
        go(page, id_)
        page.keyboard.press("d")
    go(page, "page.review")
    assert page.text_content("#page\\.missing") == "Two questions are not answered. You can save all the same."
    assert page.text_content("#page\\.count") == "13 of 15 answered"
    links = page.locator("#page\\.unanswered a")
    assert links.all_text_contents() == ["1. Reach of agent help", "2. Context an agent sees"]
    links.nth(1).click()
    page.wait_for_selector("[id='agent.context'].here")
    page.keyboard.press("1")
    page.go_back()
    page.wait_for_selector("#page\\.review.here")
    assert page.text_content("#page\\.missing") == "One question is not answered. You can save all the same."


def test_between_two_options(opened: Opened, tmp_path: Path) -> None:
    """A higher one only: none is offered at the top, and a range goes where its lower option rises above it."""
    page = opened(page_of(known("digital"), tmp_path))
    go(page, "agent.channels")
    between = page.locator("[id='agent.channels.between']")
    assert not between.is_visible()
    page.keyboard.press("2")
    offered = between.locator("option:not(:disabled)").all_text_contents()
    assert offered == ["No", "Yes, between this and option 3", "Yes, between this and option 4"]
    between.select_option("loyalty")
    page.check(radio("agent.channels", "loyalty"))
    assert between.input_value() == ""
    page.check(radio("agent.channels", "satisfaction"))
    between.select_option("advocacy")
    answer = read(saved(page, tmp_path)).of("agent.channels")
    assert (answer.status, answer.low, answer.high) == ("range", 1, 4)
    go(page, "agent.channels")
    page.keyboard.press("4")
    assert not between.is_visible()
    page.keyboard.press("d")
    assert not between.is_visible()
    assert read(saved(page, tmp_path)).of("agent.channels").status == "dk"


def test_it_is_copied(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path), permissions=["clipboard-read", "clipboard-write"])
    page.fill("#role", "Head “of” service")
    go(page, "page.review")
    page.click("#page\\.copy")
    page.wait_for_selector("text=Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value("#page\\.text")
    assert 'role: "Head “of” service"' in page.input_value("#page\\.text")


def test_where_it_can_not_be_copied_its_text_is_shown(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path), "delete Navigator.prototype.clipboard;")
    go(page, "page.review")
    page.click("#page\\.copy")
    page.wait_for_selector("text=It could not be copied.")
    assert page.is_visible("#page\\.text")
    assert page.evaluate("document.activeElement.id") == "page.text"


@pytest.mark.parametrize("one", [True, False])
def test_on_a_phone(one: bool, opened: Opened, tmp_path: Path) -> None:
    """Nothing lies beside the screen, and everything to touch is large enough for a thumb."""
    page = opened(page_of(known("organisational"), tmp_path, "Northwind"), viewport={"width": 390, "height": 844})
    if not one:
        page.uncheck("#page\\.one")
    for step in ("page.about", "insight.closed-loop", "page.review"):
        go(page, step)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        sizes = page.evaluate(
            """step => [...document.getElementById(step).querySelectorAll('label.choice, button, summary, select')]
                .filter(one => one.checkVisibility({visibilityProperty: true}))
                .map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))""",
            step,
        )
        assert min(sizes) >= 36
    go(page, "insight.closed-loop")
    visible = page.locator(".question:visible").count()
    assert visible == (1 if one else len(known("organisational").practices))


def test_the_question_one_turns_to_is_in_sight_and_has_the_focus(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("organisational"), tmp_path), viewport={"width": 390, "height": 844})
    for _ in range(4):
        page.click("#page\\.next")
    title = page.evaluate("document.activeElement.textContent")
    assert title == list(known("organisational").practices.values())[3].title
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    bar = page.evaluate("document.querySelector('.bar').getBoundingClientRect().bottom")
    assert bar <= top < 400
    page.click("#page\\.back")
    assert page.evaluate("document.activeElement.textContent") != title
    page.uncheck("#page\\.one")
    page.reload()
    assert not page.is_checked("#page\\.one")
    assert page.locator(".question:visible").count() == len(known("organisational").practices)


@pytest.mark.parametrize("one", [True, pytest.param(False, marks=SLOW)])
def test_axe_finds_no_violation(one: bool, opened: Opened, tool: Tool, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path, "Northwind"), bypass_csp=True)
    page.add_script_tag(path=tool("axe-core/axe.min.js"))
    if not one:
        page.uncheck("#page\\.one")
    for step in ("page.about", "self-service.hand-over", "page.review"):
        go(page, step)
        if step == "self-service.hand-over":
            page.keyboard.press("2")
            page.click(".step.here summary")
            page.click(".step.here .add")
        for scheme, rules in (("light", {}), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": 1280 if scheme == "light" else 390, "height": 900})
            assert violations(page, rules, 20 if scheme == "light" else 1) == [], (step, scheme)


def test_a_screen_reader_hears_question_help_and_options(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path))
    go(page, "agent.channels")
    practice = known("digital").practices["agent.channels"]
    heard = page.locator("[id='agent.channels']").aria_snapshot()
    assert heard.startswith('- group "Question 1 of 15 Reach of agent help In which channels')
    for option in practice.options:
        assert f'radio "{option.rank} {option.text}"' in heard
    assert '- radio "I don\'t know"' in heard
    described = page.evaluate(
        "document.getElementById(document.getElementById('agent.channels').getAttribute('aria-describedby')).textContent"
    )
    assert described == practice.help


def test_colours_that_are_forced_leave_the_choice_visible(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path), forced_colors="active")
    go(page, "agent.channels")
    page.keyboard.press("2")
    styles = page.locator(".step.here .choice").evaluate_all(
        "all => all.map(one => getComputedStyle(one).outlineStyle)"
    )
    assert styles == ["none", "solid", "none", "none", "none"]


def test_without_scripts_all_of_it_is_there(opened: Opened, tmp_path: Path) -> None:
    questionnaire = known("digital")
    page = opened(page_of(questionnaire, tmp_path), java_script_enabled=False)
    assert page.locator(".question:visible").count() == len(questionnaire.practices)
    assert page.is_visible("noscript .notice")
    assert page.is_visible("#page\\.rule")
    assert page.locator("button:visible").count() == 0


@SLOW
def test_paper_has_every_question(opened: Opened, tmp_path: Path) -> None:
    questionnaire = known("digital")
    page = opened(page_of(questionnaire, tmp_path))
    go(page, "agent.context")
    page.pdf(path=tmp_path / "form.pdf", prefer_css_page_size=True)
    text = pages.text_of(pages.read(tmp_path / "form.pdf"))
    for practice in questionnaire.practices.values():
        assert practice.title in text
    assert "Save the answers file" not in text
    assert "Take the answer back" not in text


def test_html_is_valid(opened: Opened, tool: Tool, needs: Needs, tmp_path: Path) -> None:
    validator = tool("html-validate/bin/html-validate.mjs")
    files = write(tmp_path / "hostile", any_hostile)
    pages = [tmp_path / name for name in ("built-in.html", "hostile.html")]
    page_of(known("digital"), tmp_path, "Northwind").rename(pages[0])
    page_of(known("staged", files.questionnaires), tmp_path, HOSTILE["script"], names=True).rename(pages[1])
    rules = ROOT / "tests" / "web" / "htmlvalidate.json"
    done = subprocess.run(
        [needs("node"), validator, "--config", rules, "--formatter", "text", *pages], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "", b"")
    assert "default-src 'none'" in pages[0].read_text()
    assert opened(pages[1]).locator("img, main script, a[href^='http']").count() == 0


def test_points_are_hidden_by_default(opened: Opened, tmp_path: Path) -> None:
    questionnaire = known("organisational")
    seen = "document.querySelector('main').textContent.replace(/\\s+/g, ' ')"
    hidden = opened(page_of(questionnaire, tmp_path)).evaluate(seen)
    shown = opened(page_of(questionnaire, tmp_path, names=True)).evaluate(seen)
    for practice in questionnaire.practices.values():
        for option in practice.options:
            name = questionnaire.point(option.rank).name
            assert f"{option.rank} {option.text}" in hidden
            assert f"{option.rank} {name} {option.text}" in shown
    assert "Embed" not in hidden


@pytest.mark.parametrize("rule", ["staged", "sweep"])
def test_hostile_questionnaires(rule: str, opened: Opened, cx: Cx, tmp_path: Path) -> None:
    """Whatever a questionnaire says is text on the page, and the file is one of that questionnaire."""
    files = write(tmp_path / "hostile", any_hostile)
    questionnaire = known(rule, files.questionnaires)
    page = opened(page_of(questionnaire, tmp_path, any_hostile("Zq003qZ"), names=True))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for id_ in questionnaire.practices:
        go(page, id_)
        page.keyboard.press("2")
    path = saved(page, tmp_path)
    assert cx("check", path, "--questionnaires", files.questionnaires).code == 0
    answers = read(path, files.questionnaires)
    assert [answers.of(id_).low for id_ in questionnaire.practices] == [2] * len(questionnaire.practices)


def test_ids_that_yaml_reads_as_something_else(opened: Opened, tmp_path: Path) -> None:
    """Points called `no` and `null`, up to nine of them, and practices that leave some out."""
    case = {"scale": list(range(1, 10)), "tree": {"true": {"practices": {"null": {"points": [1, 4, 9]}, "y": {}}}}}
    names = ["no", "yes", "null", "y", "true", "off", "on", "n", "false"]
    text = json.dumps(questionnaire_data(case))
    for rank, name in enumerate(names, 1):
        text = text.replace(f'"p{rank}"', f'"{name}"')
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "case.yaml").write_text(text)
    questionnaire = known("case", tmp_path / "own")
    page = opened(page_of(questionnaire, tmp_path))
    go(page, "true.null")
    page.keyboard.press("2")  # no option of that rank
    assert page.locator(".step.here :checked:not(option)").count() == 0
    page.keyboard.press("4")
    page.select_option(".step.here select", "false")
    go(page, "true.y")
    page.keyboard.press("9")
    path = saved(page, tmp_path)
    answers = read(path, tmp_path / "own")
    assert (answers.of("true.null").low, answers.of("true.null").high) == (4, 9)
    assert answers.of("true.y").low == 9
    for rank, _ in enumerate(names, 1):
        go(page, "true.y")
        page.keyboard.press(str(rank))
        assert read(saved(page, tmp_path), tmp_path / "own").of("true.y").low == rank


def test_any_address_opens_the_page(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path))
    for address in ("#%E0%A4%A", "#nowhere", "#page.review", "#<b>", "#"):
        page.evaluate("address => { location.href = address; }", address)
        page.reload()
        assert page.locator(".step:visible").count() == 1, address
        assert page.is_visible("#page\\.review") == (address == "#page.review")


def test_keys_act_at_once_where_an_address_names_a_question(opened: Opened, tmp_path: Path) -> None:
    page = opened(page_of(known("digital"), tmp_path))
    go(page, "agent.guidance")
    page.reload()
    page.wait_for_function("document.activeElement.id === 'agent.guidance.title'")
    page.keyboard.press("2")
    assert page.is_checked(radio("agent.guidance", "retention"))
