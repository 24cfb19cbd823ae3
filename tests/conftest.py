"""What all tests share: the program, and the real programs that people use it with."""

import os
import shutil
from collections.abc import Callable

import pytest

from tests.cli.running import Cx, runner

Needs = Callable[[str], str]


@pytest.fixture
def cx(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cx:
    """Runs the program in this process."""
    return runner(capsys, monkeypatch)


@pytest.fixture(scope="session")
def needs() -> Needs:
    """The path of a program that a test needs: without it the test is skipped, but fails where CI is true."""

    def find(program: str) -> str:
        path = shutil.which(program)
        if path is None:
            reason = f"{program} is not installed"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        return path

    return find
