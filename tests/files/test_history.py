"""Versions of a file that git has: read as they were, with messages where there are none. The working copy stays."""

import shutil
from pathlib import Path

import pytest

from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.history import at, versions
from tests.repository import commit, git, repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a file in a folder: written, changed, renamed, broken and changed again."""
    root = repository(tmp_path / "repository")
    inside = root / "two words" / "ä"
    inside.mkdir(parents=True)
    old, new = inside / "old name.yaml", inside / "new name.yaml"
    old.write_text("one\nand more lines\nthat stay\n")
    commit(root, "2024-11-01")
    old.write_text("two\nand more lines\nthat stay\n")
    commit(root, "2025-03-01")
    git(root, "tag", "spring")
    git(root, "mv", str(old), str(new))
    commit(root, "2025-04-01")
    new.write_text("three\nand more lines\nthat stay\n")
    commit(root, "2026-01-01")
    (root / "other.yaml").write_text("x\n")
    commit(root, "2026-02-01")
    new.write_text("not committed\n")
    return inside


def test_every_version_in_order_across_a_rename(folder: Path) -> None:
    found = versions(str(folder / "new name.yaml"))
    assert [version.source.text.splitlines()[0] for version in found] == ["one", "two", "two", "three"]
    assert [str(version.day) for version in found] == ["2024-11-01", "2025-03-01", "2025-04-01", "2026-01-01"]
    assert all(version.source.name.endswith(f"@{version.commit[:7]}") for version in found)
    assert (folder / "new name.yaml").read_text() == "not committed\n"


@pytest.mark.parametrize(("ref", "first"), [("HEAD", "three"), ("HEAD~2", "two"), ("main@{0}", "three")])
def test_a_version_by_its_name(folder: Path, ref: str, first: str) -> None:
    assert at(str(folder / "new name.yaml"), ref).text.startswith(f"{first}\n")


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("nowhere", "git knows no nowhere here"),
        ("--help", "git knows no --help here"),
        ("HEAD:other.yaml", "git knows no HEAD:other.yaml here"),
        ("spring", "at spring there was no such file"),
        ("", "git knows no  here"),
        ("a\nb", "git knows no"),
    ],
)
def test_what_git_does_not_have_is_said(folder: Path, ref: str, words: str) -> None:
    with pytest.raises(ProblemsFoundError) as error:
        at(str(folder / "new name.yaml"), ref)
    assert words in str(error.value)


def test_a_name_with_a_line_end_does_not_ask_for_two_things(folder: Path) -> None:
    odd = folder / "odd\nname.yaml"
    odd.write_text("x\n")
    commit(folder, "2026-03-01")
    with pytest.raises(ProblemsFoundError) as error:
        at(str(odd), "HEAD")
    assert "no file name with a line end" in str(error.value)


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    file = tmp_path / "a.yaml"
    file.write_text("x")
    for reading in (lambda: at(str(file), "HEAD"), lambda: versions(str(file))):
        with pytest.raises(ProblemsFoundError) as error:
            reading()
        assert "lies in no git repository; compare two files, or name a folder of dated ones" in str(error.value)


def test_a_file_that_was_never_committed(folder: Path) -> None:
    new = folder / "untracked.yaml"
    new.write_text("x")
    with pytest.raises(ProblemsFoundError) as error:
        versions(str(new))
    assert "git has no version of this file" in str(error.value)


def test_without_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProblemsFoundError) as error:
        at(str(folder / "new name.yaml"), "HEAD")
    assert "git is not installed" in str(error.value)


def test_a_version_that_is_not_utf_8_or_too_large_says_so(folder: Path) -> None:
    file = folder / "new name.yaml"
    file.write_bytes(b"one\n\xff\n")
    commit(folder, "2026-03-01")
    with pytest.raises(ProblemsFoundError) as error:
        at(str(file), "HEAD")
    assert "line 2: byte 0xff is not UTF-8" in str(error.value)
    file.write_bytes(b"x" * (5 * 1024 * 1024 + 1))
    commit(folder, "2026-03-02")
    with pytest.raises(ProblemsFoundError) as error:
        at(str(file), "HEAD")
    assert "over 5 MiB" in str(error.value)


def test_many_versions_take_one_call_for_their_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    root = repository(tmp_path)
    file = root / "a.yaml"
    for i in range(30):
        file.write_text(f"version {i}\nstays\n")
        commit(root, f"2026-01-{i + 1:02}")
    calls: list[list[str]] = []
    run = subprocess.run

    def counted(command: list[str], **more: object) -> object:
        calls.append(command)
        return run(command, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counted)
    assert len(versions(str(file))) == 30
    assert len(calls) == 3
