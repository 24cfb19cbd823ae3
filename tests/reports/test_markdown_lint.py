"""Whether Markdown is clean by markdownlint, and Mermaid, as GitHub has it, draws the diagrams whatever is in them."""

import re
import shutil
import subprocess
from calendar import month_name
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from cxmaturity.reports.formats.mermaid import LONGEST, label
from tests.cli.running import EXAMPLES, NORTHWIND, QUESTIONNAIRES, ROOT, Cx
from tests.conftest import Needs
from tests.reports.conftest import KINDS, Given, Tool
from tests.reports.hostile import HOSTILE, made, write

DIAGRAM = re.compile("^```mermaid\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def linted(folder: Path, tool: Tool, needs: Needs) -> str:
    """What markdownlint finds in the Markdown files of a folder: every rule but MD013, as lines are not wrapped."""
    shutil.copy(ROOT / "tests" / "web" / "markdownlint.jsonc", folder / ".markdownlint.jsonc")
    linter = tool("markdownlint-cli2/markdownlint-cli2-bin.mjs")
    done = subprocess.run([needs("node"), linter, "*.md"], cwd=folder, capture_output=True, check=False, text=True)
    assert "Linting: 0 file" not in done.stdout
    assert done.returncode in {0, 1}, done.stderr
    return done.stderr


def test_reports_are_clean(cx: Cx, given: Given, tmp_path: Path, tool: Tool, needs: Needs) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for kind in KINDS:
        ran = cx("report", "--format", "md", *given(kind))
        assert (ran.code, ran.err) == (0, "")
        (folder / f"{kind}.md").write_text(ran.out)
    assert linted(folder, tool, needs) == ""


def test_summaries_and_questionnaires_are_clean(cx: Cx, tmp_path: Path, tool: Tool, needs: Needs) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    files = write(tmp_path, lambda word: made(list(HOSTILE)[int(word[2:5]) % len(HOSTILE)], word))
    commands = {
        **{example.stem: ["score", str(example)] for example in EXAMPLES},
        **{path.stem: ["show", path.stem] for path in QUESTIONNAIRES},
        "crosswalk": ["show", "--crosswalk"],
        "plan": ["plan", NORTHWIND],
        "quarters": ["plan", NORTHWIND, "--quarters", "6", "--capacity", "90"],
        "frontier": ["plan", NORTHWIND, "--frontier"],
        "sure": ["score", NORTHWIND, "--sure"],
        **{path.stem: ["score", str(path)] for path in files.answers},
        **{f"show-{name}": ["show", name] for name in ("staged", "sweep")},
    }
    for name, command in commands.items():
        ran = cx("--questionnaires", files.questionnaires, *command, "--format", "md")
        assert (ran.code, ran.err) == (0, "")
        (folder / f"{name}.md").write_text(ran.out)
    assert linted(folder, tool, needs) == ""


def test_linter_sees_what_is_wrong(tmp_path: Path, tool: Tool, needs: Needs) -> None:
    (tmp_path / "bad.md").write_text("# One\n# Two\n[nowhere](#nowhere) <b>raw</b>\n")
    found = linted(tmp_path, tool, needs)
    assert all(rule in found for rule in ("MD022", "MD025", "MD033", "MD051"))


@pytest.fixture(scope="module")
def mermaid(chromium: str, tool: Tool) -> Iterator[Any]:
    """Draws a diagram and returns its kind and the words in its picture."""
    script = tool("@mermaid-js/tiny/dist/mermaid.tiny.js")
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(path=script)
        page.evaluate("mermaid.initialize({startOnLoad: false})")

        def draw(diagram: str) -> tuple[str, list[str]]:
            kind: str = page.evaluate("async text => (await mermaid.parse(text)).diagramType", diagram)
            words: list[str] = page.evaluate(
                """async text => {
                    const svg = (await mermaid.render('drawn', text)).svg;
                    const found = new DOMParser().parseFromString(svg, 'image/svg+xml').querySelectorAll('text');
                    return [...found].map(one => one.textContent.trim()).filter(Boolean);
                }""",
                diagram,
            )
            return kind, words

        yield draw
        browser.close()


@pytest.mark.parametrize("kind", KINDS)
def test_diagrams_are_drawn(kind: str, cx: Cx, given: Given, mermaid: Any) -> None:
    text = cx("report", "--format", "md", *given(kind)).out
    diagrams = DIAGRAM.findall(text)
    count = {"two instruments": 2, "hostile": 2, "kestrel-pumps": 0}.get(kind, 1)  # where nothing is known, no plan
    drawn = [mermaid(diagram) for diagram in diagrams]
    assert [name for name, _ in drawn] == ["gantt"] * count
    for diagram, (_, words) in zip(diagrams, drawn, strict=True):
        names = re.findall(r"^ +(\d+\. .*?) :step\d+, [\d-]{10}, [\d-]{10}$", diagram, re.MULTILINE)
        assert names
        assert set(names) <= set(words)


@pytest.mark.parametrize("name", HOSTILE)
def test_labels_can_not_act(name: str, mermaid: Any) -> None:
    """Even alone, and where the template's number does not stand before them, they are one line without signs."""
    short = label(HOSTILE[name])
    assert len(short) <= LONGEST + 1
    assert not re.search(r"[^\w .,()/'&+…-]", short)
    kind, words = mermaid(f"gantt\n    dateFormat YYYY-MM-DD\n    1. {short} :step1, 2026-01-01, 2026-02-01\n")
    assert kind == "gantt"
    assert f"1. {short}".strip() in words


def test_same_facts_stand_in_tables(cx: Cx) -> None:
    """What the diagram says can be read without it: each step, when it begins and how long it takes."""
    text = cx("report", "--format", "md", NORTHWIND).out
    _, calendar = text.split("```mermaid\n")
    steps = re.findall(r"^ +(\d+)\. (.*) :step\d+, (\d{4}-\d\d)-\d\d, (\d{4}-\d\d)-\d\d$", calendar, re.MULTILINE)
    assert [int(number) for number, *_ in steps] == list(range(1, 13))
    rows = re.findall(
        r"^\| \[(\d+)\. ([^|\]]+)\]\([^|]*(?:\|[^|]+){3}\| ([^|]+) \| (\d+) months? \|$", calendar, re.MULTILINE
    )
    assert len(rows) == len(steps)
    for (number, practice, start, end), (row, title, begins, months) in zip(steps, rows, strict=True):
        assert (number, practice) == (row, title)
        year, month = map(int, start.split("-"))
        named = "at once" if start == "2026-11" else f"from {month_name[month]} {year}"
        assert begins == named
        ends = 12 * year + month + int(months)
        assert ends == 12 * int(end[:4]) + int(end[5:])
