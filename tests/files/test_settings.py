"""Settings: where they lie, what is read of them, and that a broken file keeps nobody from working."""

from pathlib import Path

import pytest
from msgspec import Struct

from cxmaturity.files.settings import read_settings, settings_file, write_settings
from cxmaturity.files.writing import NotWrittenError


class Likes(Struct, frozen=True):
    """Settings for a test."""

    theme: str = "dark"
    fast: bool = False


def test_they_lie_where_the_user_s_programs_keep_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    beside_home = tmp_path / ".config" / "cxmaturity" / "settings.json"
    assert settings_file({"XDG_CONFIG_HOME": "/x"}) == Path("/x/cxmaturity/settings.json")
    assert settings_file({}) == settings_file({"XDG_CONFIG_HOME": ""}) == beside_home
    assert settings_file({"XDG_CONFIG_HOME": "relative"}) == beside_home


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "not" / "there")}
    assert read_settings(Likes, environment) == Likes()
    write_settings(Likes("light", True), environment)
    assert read_settings(Likes, environment) == Likes("light", True)
    text = settings_file(environment).read_text()
    assert text == '{\n  "theme": "light",\n  "fast": true\n}\n'


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"fast": "yes"}', b"\xff", b'{"theme": null}'])
def test_a_broken_file_is_as_good_as_none(text: bytes, tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    settings_file(environment).parent.mkdir()
    settings_file(environment).write_bytes(text)
    assert read_settings(Likes, environment) == Likes()
    write_settings(Likes("light"), environment)
    assert read_settings(Likes, environment) == Likes("light")


def test_settings_of_another_version_are_read_as_far_as_they_are_known(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    settings_file(environment).parent.mkdir()
    settings_file(environment).write_text('{"theme": "light", "later": 1}')
    assert read_settings(Likes, environment) == Likes("light")


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "cxmaturity").write_text("a file")
    with pytest.raises(NotWrittenError, match=r"settings\.json can not be written|can not be made a folder"):
        write_settings(Likes(), {"XDG_CONFIG_HOME": str(tmp_path)})
