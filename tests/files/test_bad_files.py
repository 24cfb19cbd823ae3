"""Every file of `tests/cases/bad`: the comments in it say what is wrong with it, and nothing else may be found."""

import time
from pathlib import Path

import pytest

from tests.files.marked import CASES, READERS, expected, hold_equal, of_answers, of_questionnaire

FILES = sorted(CASES.glob("*.yaml"))


@pytest.mark.fast
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_bad_file(path: Path) -> None:
    text = path.read_text()
    wanted = expected(text)
    assert wanted
    hold_equal(READERS[path.stem.partition("-")[0]](text), wanted)


def test_very_many_problems_are_found_in_bearable_time() -> None:
    """A suggestion takes a look at all names, so that only the first problems, which are printed, have one."""
    before = time.monotonic()
    head = "schema: cxmaturity/answers@1\nquestionnaire: mini@3\ndate: 2026-11-22\nanswers:\n"
    found = of_answers(head + "".join(f"  team.hirring-{n}: 3\n" for n in range(50_000)))
    assert len(found) == 50_000
    assert (found[0].hint, found[-1].hint) == ("did you mean team.hiring?", "")
    assert time.monotonic() - before < 15


def test_very_many_circles_are_cut_short() -> None:
    head, _, rest = (CASES / "own" / "mini.yaml").read_text().partition("      - id: hiring\n")
    body, _, tail = rest.partition("      - id: training\n")
    body = body.replace("effort: S", "requires: {team.hiring: high}, effort: S")
    practices = "".join(f"      - id: hiring{n}\n" + body.replace("team.hiring", f"team.hiring{n}") for n in range(300))
    found = of_questionnaire(f"{head}{practices}      - id: training\n{tail}")
    assert {one.code for one in found} == {"circle"}
    assert len(found) == 100
