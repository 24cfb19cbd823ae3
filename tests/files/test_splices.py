"""Files before and after an edit, side by side: what differs is written anew, all else stays as somebody wrote it.

Whoever keeps answers in git would otherwise find lines changed that nobody touched.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cxmaturity.files.yaml.rendering import Bare, OneLine, Prose
from cxmaturity.files.yaml.splicing import spliced

pytestmark = pytest.mark.fast

FILE = Path(__file__).parents[1] / "cases" / "splices.yaml"
CASES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))


def wanted(value: Any) -> Any:
    """What is wanted, with texts for people, mappings on one line and days as the editor has them."""
    if isinstance(value, dict):
        for mark, kind in (("!one", OneLine), ("!prose", Prose), ("!bare", Bare)):
            if mark in value:
                return kind(value[mark])
        return {key: wanted(inner) for key, inner in value.items()}
    return [wanted(inner) for inner in value] if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """Values as text, whoever read them: an empty mapping on lines is nothing, and nothing an empty text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()} or ""
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return "" if value in {None, "null"} else str(value)


@pytest.mark.parametrize("name", CASES)
def test_a_file_before_and_after(name: str) -> None:
    case = CASES[name]
    after = spliced(case["before"], wanted(case["wanted"]))
    assert after == case["after"]
    assert plain(yaml.load(after, yaml.BaseLoader)) == plain(wanted(case["wanted"]))
    if {} not in case["wanted"].values():  # which is written as nothing on lines, and there it is something else
        assert spliced(after, wanted(case["wanted"])) == after, "what is as it is wanted is left alone"


@pytest.mark.parametrize("name", CASES)
def test_no_comment_is_lost(name: str) -> None:
    case = CASES[name]
    before, after = (
        sorted(line.partition("#")[2] for line in case[side].splitlines() if "#" in line)
        for side in ("before", "after")
    )
    assert after == before
