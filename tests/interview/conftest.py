"""What all tests of interviews share."""

import pytest

from cxmaturity.interview.screen import face as screen_face


@pytest.fixture(autouse=True)
def _no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_face, "QUIET", 0.01)
