"""Every file of `tests/cases/bad`: the comments in it say what is wrong with it, and nothing else may be found."""

from pathlib import Path

import pytest

from tests.files.marked import CASES, expected, hold_equal, of_answers, of_questionnaire

FILES = sorted(CASES.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_bad_file(path: Path) -> None:
    text = path.read_text()
    wanted = expected(text)
    assert wanted
    hold_equal((of_answers if path.stem.startswith("answers") else of_questionnaire)(text), wanted)
