"""The page for those who change the code is true: its picture names every room, and what its how-tos name is there.

Somebody new would look for a room that is not there, or not find the one that is.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PICTURE = PAGE.partition("```\n")[2].partition("```")[0]
LISTS = re.findall(r"^(new|changed) +(\S+)", PAGE, re.MULTILINE)
ROOMS = sorted(
    path.parent.relative_to(ROOT / "cxmaturity")
    for path in (ROOT / "cxmaturity").rglob("__init__.py")
    if path.parent != ROOT / "cxmaturity"
)


def test_it_is_one_page() -> None:
    assert len(PAGE.splitlines()) <= 90
    assert max(map(len, PAGE.splitlines())) <= 120


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_every_room_is_in_the_picture(room: Path) -> None:
    assert re.search(rf"(?<![\w-]){room.name}/", PICTURE), f"{room}/ is missing in the picture of CONTRIBUTING.md"


def test_every_room_of_the_picture_is_there() -> None:
    names = {path.name for path in ROOT.iterdir()} | {room.name for room in ROOMS}
    names |= {path.name for folder in ("templates", "tests") for path in (ROOT / folder).iterdir()} | {"cxmaturity"}
    for name in re.findall(r"(?<![\w-])([a-z]+)/", PICTURE):
        assert name in names, f"{name}/ of the picture is not there"


def test_every_module_of_the_picture_is_there() -> None:
    names = {path.name for path in (ROOT / "cxmaturity").rglob("*.py")}
    for name in re.findall(r"[a-z_]+\.py", PICTURE):
        assert name in names, f"{name} of the picture is not there"


def test_each_how_to_lists_what_it_changes() -> None:
    assert PAGE.count("\nnew ") == 4 and PAGE.count("\nchanged ") == 4
    for kind, path in LISTS:
        assert (ROOT / path).exists() == (kind == "changed"), f"{path} is {kind}"
