"""One story: every output of one assessment names the same steps, in the same order, with the same total.

Who reads 520 person-days on the first screen and 700 below it believes neither.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import EXAMPLES, Cx

TOTAL = re.compile(r"(?:steps?|[Rr]eached already)[^.]*?([\d,]+) person-days? to ")


def text(page: str) -> str:
    """A page as the words that it shows."""
    shown = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def steps(plan: dict[str, Any]) -> list[tuple[str, int]]:
    return [(step["practice"], step["to"]) for step in plan["steps"]]


def in_order(shown: str, titles: list[str]) -> bool:
    """Whether numbered titles stand in a text in this order."""
    at = 0
    for number, title in enumerate(titles, 1):
        found = re.compile(rf"\b{number}\.?\W+{re.escape(title)}").search(shown, at)
        if not found:
            return False
        at = found.end()
    return True


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_output_tells_of_the_same_steps(cx: Cx, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(example)
    monkeypatch.setenv("COLUMNS", "300")  # so that no title is wrapped
    result = json.loads(cx("score", file, "--format", "json").out)
    plan, roadmap = result["plan"], json.loads(cx("plan", file, "--format", "json").out)
    (section,) = json.loads(cx("report", file, "--format", "json").out)["sections"]
    assert steps(plan) == steps(roadmap["plan"]) == steps(section["result"]["plan"])
    assert [(s["practice"], s["title"]) for s in section["way"]["steps"]] == [
        (step["practice"], step["title"]) for step in plan["steps"]
    ]
    assert plan["days"] == sum(step["days"] for step in plan["steps"]) == roadmap["plan"]["days"]
    assert (plan["days_at_best"], plan["months"]) == (roadmap["plan"]["days_at_best"], roadmap["plan"]["months"])
    titles = [step["title"] for step in plan["steps"]]
    outputs = {
        "table": cx("score", file, "--full").out,
        "summary": cx("score", file, "--full", "--format", "md").out,
        "plan": cx("plan", file).out,
        "markdown": cx("report", file, "--format", "md").out,
        "page": cx("report", file, "--format", "html").out,
    }
    for name, shown in outputs.items():
        words = text(shown).replace("*", "").replace("\\", "")
        totals = {int(total.replace(",", "")) for total in TOTAL.findall(words)}
        assert totals == ({plan["days"]} if plan["steps"] else set()), name
        assert in_order(words, titles), name
        assert "vidence alone" not in words, name


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_without_a_plan_nothing_names_steps(cx: Cx, example: Path) -> None:
    file = str(example)
    result = json.loads(cx("score", file, "--format", "json", "--no-plan").out)
    assert result["plan"] is None
    assert result["cheap_and_not_needed"] == []
    for name in ("table", "md"):
        shown = " ".join(cx("score", file, "--format", name, "--no-plan").out.split())
        assert "The plan was left out (--no-plan)." in shown or result["target"] is None
        assert "person-day" not in shown.replace("Efforts are for", "")
