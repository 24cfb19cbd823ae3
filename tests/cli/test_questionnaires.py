"""`list`, `show`, `new` and `check`: the built-in questionnaires, in full, as a person meets them."""

import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.cli.running import EXAMPLES, NORTHWIND, ROOT, Cx, Ran
from tests.cli.running import QUESTIONNAIRES as FILES

QUESTIONNAIRES = {path.stem: yaml.load(path.read_text(), yaml.CSafeLoader) for path in FILES}
SHOWN = ("title", "about", "name", "meaning", "question", "help", "source", "text", "do", "owner", "measure", "credits")
IN_FORM = ("title", "question", "help", "text")


def texts(node: Any, keys: tuple[str, ...]) -> Iterator[str]:
    """Every text of a questionnaire that stands under one of the keys."""
    if isinstance(node, list):
        for item in node:
            yield from texts(item, keys)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in keys and isinstance(value, str):
                yield value
            else:
                yield from texts(value, keys)


def letters(text: str) -> str:
    return "".join(text.split())


def test_list(cx: Cx) -> None:
    expected = []
    for id_, questionnaire in QUESTIONNAIRES.items():
        practices = sum(len(dimension["practices"]) for dimension in questionnaire["dimensions"])
        counts = f"{practices} questions, about {questionnaire['minutes']} minutes: "
        expected += [f"{id_}@{questionnaire['version']}", questionnaire["title"], counts]
    ran = cx("list")
    assert ran.code == 0
    lines = [line.strip() for line in ran.out.splitlines()]
    assert [line[: len(start)] for line, start in zip(lines, expected, strict=True)] == expected


@pytest.mark.parametrize("id_", QUESTIONNAIRES)
@pytest.mark.parametrize("layout", ["table", "md"])
def test_show_says_everything(layout: str, id_: str, cx: Cx) -> None:
    ran = cx("show", id_, "--format", layout)
    shown = ran.out
    if layout == "md":
        tokens = MarkdownIt("commonmark").parse(shown)
        shown = "".join(child.content for token in tokens for child in token.children or [])
    shown = letters(shown)
    wanted = list(texts(QUESTIONNAIRES[id_], SHOWN))
    assert (ran.code, ran.err) == (0, "")
    assert len(wanted) > 250
    assert [text for text in wanted if letters(text) not in shown] == []


@pytest.mark.parametrize("name", ["digitl", "nothing"])
@pytest.mark.parametrize("command", ["show", "new"])
def test_no_such_questionnaire(command: str, name: str, cx: Cx) -> None:
    ran = cx(command, name)
    hint = {
        "digitl": "did you mean digital?",
        "nothing": "choose from digital, effort, ladder, moments, organisational",
    }[name]
    assert (ran.code, ran.out) == (2, "")
    assert f"there is no questionnaire '{name}'; {hint}" in ran.err


@pytest.mark.parametrize("id_", QUESTIONNAIRES)
def test_form_says_every_option(id_: str, cx: Cx) -> None:
    form = cx("new", id_, "-o", "-").out
    comments = letters(" ".join(re.sub("^ *# *", "", line) for line in form.splitlines()))
    wanted = list(texts(QUESTIONNAIRES[id_]["dimensions"], IN_FORM))
    assert len(wanted) > 100
    assert [text for text in wanted if letters(text) not in comments] == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("id_", QUESTIONNAIRES)
def test_form_filled_in_at_random_scores(id_: str, seed: int, cx: Cx) -> None:
    """Each practice gets one of the options that stand in the comments above it, as its name or, if any, its number."""
    ranked = {point["id"]: rank for rank, point in enumerate(QUESTIONNAIRES[id_]["scale"], 1)}
    chance = random.Random(seed)
    chosen: dict[str, int] = {}
    options: list[tuple[str, str]] = []
    lines = []
    for line in cx("new", id_, "-o", "-").out.splitlines():
        if (option := re.match(r"  #   (?:(\d+) )?([\w-]+): ", line)) and option[2] in ranked:
            options.append((option[1] or option[2], option[2]))
        if practice := re.match(r"  ([\w-]+\.[\w.-]+):$", line):
            rank, name = chance.choice(options)
            chosen[practice[1]] = ranked[name]
            lines.append(f"{line} {chance.choice([rank, name])}")
            options = []
        else:
            lines.append(re.sub("^date:", "date: 2026-11-22", line))
    ran = cx("score", "-", "--format", "json", stdin="\n".join(lines).encode())
    assert (ran.code, ran.err) == (0, "")
    result = json.loads(ran.out)
    ranks = {p["id"]: p["rank"] for dimension in result["dimensions"] for p in dimension["practices"]}
    assert len(chosen) == result["answered"] == result["applicable"]
    assert ranks == chosen


def test_form_as_it_is_lacks_only_its_date(cx: Cx) -> None:
    ran = cx("check", "-", stdin=cx("new", "organisational", "-o", "-").out.encode())
    assert ran.code == 1
    assert [re.sub(r"^-, line \d+: ", "", line)[:5] for line in ran.out.splitlines()] == ["date:"]


def test_built_in_files_are_clean(cx: Cx) -> None:
    for path in EXAMPLES:  # one by one, as some of them do not fit together
        ran = cx("check", path)
        if str(path) == NORTHWIND:  # shows what an answer looks like that rests on what does not hold
            assert (ran.code, ran.err) == (0, "1 file: 0 errors, 1 warning\n")
            assert "Priorities among customers at Operationalise rests on Customer safeguards at Mobilise" in ran.out
        else:
            assert ran == Ran(0, "", "1 file: 0 errors, 0 warnings\n")
    together = cx("check", *EXAMPLES)
    assert (together.code, together.err) == (0, f"{len(EXAMPLES)} files: 0 errors, 2 warnings\n")
    places = re.findall(r"^(.+), line \d+: warning: answers\.([\w.-]+): ", together.out, re.M)
    assert {id_ for _, id_ in places} == {"strategy.customer-priorities", "forgotten.bills"}
    files = [*FILES, ROOT / "questionnaires" / "crosswalk.yaml"]
    ran = cx("check", "--strict", *files)
    assert (ran.code, ran.out) == (0, "")
    *readability, counted = ran.err.splitlines()
    assert counted == f"{len(files)} files: 0 errors, 0 warnings"
    assert len(readability) == len(FILES)
    assert all(re.search(r"[0-9,]+ words, Flesch reading ease [0-9]+ ", line) for line in readability)


def test_warnings_count_only_when_strict(cx: Cx) -> None:
    own = ROOT / "tests" / "cases" / "bad" / "own" / "mini.yaml"
    lax, strict = cx("check", own), cx("check", own, "--strict")
    assert (lax.code, strict.code) == (0, 1)
    assert lax.out == strict.out
    assert all(re.match(rf"{re.escape(str(own))}, line \d+: warning: ", line) for line in lax.out.splitlines())
    assert re.fullmatch(r".*reading ease.*\n1 file: 0 errors, \d+ warnings\n", lax.err)
