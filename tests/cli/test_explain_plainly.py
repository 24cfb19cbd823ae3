"""`explain` in plain lines: where it is, why it is not higher, which gate, what would move it.

A user who is no arithmetician would lose the reason, and have to read a hundred lines for it.
"""

import json
import re
from pathlib import Path

import pytest

from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import EXAMPLES, NORTHWIND, RETAIL, ROOT, Cx

MOST = 10
"""How many lines there are below the title at most, at 80 columns."""


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_the_stage_in_ten_plain_lines(file: Path, cx: Cx) -> None:
    ran = cx("explain", file)
    title, blank, *lines = ran.out.splitlines()
    assert (ran.code, bool(title), blank) == (0, True, "")
    assert 2 <= len(lines) <= MOST
    assert " = " not in ran.out and "ROOT" not in ran.out  # arithmetic, and its names
    score = flat(cx("score", file).out)
    sentences = flat("\n".join(lines)).split(" • ")
    assert sentences[0] in score  # one story: the same stage, the same plan
    assert sentences[-1] in score
    assert f"The arithmetic: cxmaturity explain {file} --trace\n" in ran.err


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_the_gates_that_are_shut_are_those_of_the_result(file: Path, cx: Cx) -> None:
    result = json.loads(cx("score", file, "--format", "json").out)
    found = Catalogue().find(result["questionnaire"]["id"])
    assert found is not None
    text, rank = flat(cx("explain", file).out), result["stage"]["rank"]
    following = found.scale[rank].id if rank is not None and found.gates and rank < len(found.scale) else ""
    shut = [gate["practice"] for gate in result["gates"] if gate["stage"] == following and not gate["open"]]
    assert ("gates" in text.partition(" shut, ")[0] and " shut, " in text) == bool(shut)
    for practice in shut:
        assert f"{found.practices[practice].title} (" in text


def test_nothing_is_higher_than_the_top(cx: Cx, tmp_path: Path) -> None:
    found = Catalogue().find("digital")
    assert found is not None
    answers = "".join(f"  {id_}: advocacy\n" for id_ in found.practices)
    path = tmp_path / "top.yaml"
    path.write_text(f"schema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: 2026-11-22\nanswers:\n{answers}")
    assert cx("explain", path).out.splitlines()[2:] == ["Advocacy.", "• The highest stage is reached."]


def test_an_unclaimed_stage_says_what_to_answer_first(cx: Cx) -> None:
    text = flat(cx("explain", ROOT / "examples" / "kestrel-pumps.yaml").out)
    assert "No stage is claimed: 13 of 28 practices are answered" in text
    assert "• Answer first: " in text and "and 12 more." in text


@pytest.mark.parametrize("file", [NORTHWIND, RETAIL, str(ROOT / "examples" / "northwind-telecom-moments.yaml")])
def test_every_dimension_names_each_practice_once_where_it_is(file: str, cx: Cx) -> None:
    result = json.loads(cx("score", file, "--format", "json").out)
    found = Catalogue().find(result["questionnaire"]["id"])
    assert found is not None
    for dimension in result["dimensions"]:
        text = flat(cx("explain", file, dimension["id"]).out.partition("The plan")[0])
        for practice in dimension["practices"]:
            rank = practice["rank"]
            point = "Not known" if rank is None else f"At {found.point(rank).name}"
            if practice["status"] != "na":
                title = found.practices[practice["id"]].title
                assert re.search(rf"• {point}: [^•]*{re.escape(title)}", text)
        assert cx("explain", file, dimension["name"]).out == cx("explain", file, dimension["id"]).out


def test_a_practice(cx: Cx) -> None:
    text = flat(cx("explain", NORTHWIND, "journey maps").out)
    assert "Journey maps is at Operationalise." in text
    assert "The one piece of evidence counts: dated, and from the 12 months before the assessment." in text
    assert "It is a gate to Mobilise (open)." in text
    assert "Next is Align: " in text and "The step there: 20 person-days, 8 months at least." in text
    assert "The plan leaves Journey maps as it is." in text


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("dk", "Journey maps: nobody here knows."),
        ("", "Journey maps: not answered yet."),
        ("[explore, mobilise]", "Journey maps is between Explore and Mobilise."),
    ],
)
def test_a_practice_however_it_is_answered(answer: str, said: str, cx: Cx) -> None:
    line = f"  operations.journey-maps: {{is: {answer}}}\n" if answer else ""
    text = f"schema: cxmaturity/answers@1\nquestionnaire: organisational@2\ndate: 2026-11-22\nanswers:\n{line}"
    ran = cx("explain", "-", "journey-maps", stdin=text.encode())
    assert (ran.code, said in flat(ran.out)) == (0, True)


def test_the_trace_follows_only_where_it_is_asked_for(cx: Cx) -> None:
    trace = cx("explain", NORTHWIND, "--trace")
    assert (trace.code, trace.err) == (0, "")
    assert "stage = 3 in the reading as answered" in trace.out
    assert cx("explain", NORTHWIND, "--reading", "answered") == trace
    assert "stage = " not in cx("explain", NORTHWIND).out
