"""Nothing is written over by mistake: no input, no data by any name, nothing of others without consent."""

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import NORTHWIND, QUESTIONNAIRES, ROOT, Cx, process, surroundings

DATA = {
    "answers.yaml": Path(NORTHWIND),
    "questionnaire.yaml": QUESTIONNAIRES[0],
    "crosswalk.yaml": ROOT / "questionnaires" / "crosswalk.yaml",
}
TEXTS = {
    "brand.yaml": "schema: cxmaturity/brand@1\nname: Bright\n",
    "customers.yaml": "# theirs\nschema: 'cxmaturity/outcomes@1'\n",
    "answers.json": '{"questionnaire": "digital@2", "schema": "cxmaturity/answers@1", "date": "2026-11-22"}',
    "broken.html": "schema: cxmaturity/answers@1\ndate: [\n",
}
ENDINGS = ("html", "md", "json", "pdf")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Files of every kind, by many names, all of which must be as they were after the test."""
    for name, source in DATA.items():
        shutil.copy(source, tmp_path / name)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    for i, ending in enumerate(ENDINGS):
        if i % 2:
            (tmp_path / f"link.{ending}").symlink_to("answers.yaml")
        else:
            (tmp_path / f"link.{ending}").hardlink_to(tmp_path / "answers.yaml")
        (tmp_path / f"mine.{ending}").write_text("my notes\n")
        shutil.copy(tmp_path / "questionnaire.yaml", tmp_path / f"named.{ending}")
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    yield tmp_path
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert all(path.is_symlink() for path in tmp_path.glob("link.*") if path.suffix in {".md", ".pdf"})


@pytest.mark.parametrize("name", [*DATA, "brand.yaml", "customers.yaml"])
@pytest.mark.parametrize("spelt", ["{}", "./{}", "../{folder}/{}", "{full}/{}", "./..//{folder}/./{}"])
def test_no_data_by_any_spelling(name: str, spelt: str, folder: Path, cx: Cx) -> None:
    place = spelt.format(name, folder=folder.name, full=folder)
    for command in (["report", "answers.yaml"], ["new", "digital"], ["report", "answers.yaml", "--force"]):
        assert cx(*command, "-o", place).code in {1, 2}
    ran = cx("new", "digital", "--force", "-o", place)
    assert (ran.code, ran.out) == (1, "")
    assert f"{name} is " in ran.err
    assert ran.err.endswith(" of yours, and was left as it is; name another file to write to\n")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("stem", ["link", "named"])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_no_data_through_a_link_or_under_another_ending(
    stem: str, ending: str, force: list[str], folder: Path, cx: Cx
) -> None:
    """A symbolic link, a hard link, and a questionnaire that is called a report: with --force too."""
    ran = cx("report", "answers.yaml", "-o", f"{stem}.{ending}", *force)
    holds = "a file that this command reads" if stem == "link" else "a questionnaire of yours"
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"{stem}.{ending} is {holds}, and was left as it is; name another file to write to\n"


@pytest.mark.parametrize("name", ["answers.json", "broken.html"])
def test_data_is_known_in_json_and_with_errors(name: str, folder: Path, cx: Cx) -> None:
    ran = cx("report", "answers.yaml", "-o", name, "--force")
    assert (ran.code, ran.out) == (1, "")
    assert f"{name} is an answers file of yours" in ran.err


def test_expanded_by_the_shell(folder: Path, cx: Cx) -> None:
    """`report *.yaml -o` with the name forgotten: the last file is no place to write to."""
    ran = cx("report", "-o", *sorted(path.name for path in folder.glob("a*.yaml")), "answers.yaml")
    assert ran.code == 2
    assert "answers.yaml does not end in .html, .htm, .md, .pdf or .json" in ran.err


def test_files_in_a_folder_are_read_too(folder: Path, cx: Cx) -> None:
    """What a command reads through a folder that it names: of answers, of templates, of questionnaires."""
    for name in ("answers", "own", "instruments"):
        (folder / name).mkdir()
    shutil.copy("answers.yaml", "answers/a.yaml")
    place = "answers/northwind-telecom-2026-11-22.html"
    (folder / place).hardlink_to(folder / "answers" / "a.yaml")
    (folder / "own" / "page.html").write_text("<p>Ours</p>")
    (folder / "instruments" / "plain.json").write_text("{}")
    read = "is a file that this command reads"
    assert read in cx("report", "answers", "-o", "answers", "--force").err
    assert read in cx("report", "answers.yaml", "-o", "own/page.html", "--templates", "own", "--force").err
    own = ("--questionnaires", "instruments")
    assert read in cx("report", "answers.yaml", "-o", "instruments/plain.json", "--force", *own).err
    assert (folder / "own" / "page.html").read_text() == "<p>Ours</p>"


@pytest.mark.parametrize("ending", ["html", "md", "json"])
def test_others_files_are_replaced_by_force_only(ending: str, folder: Path, cx: Cx) -> None:
    theirs = folder / f"theirs.{ending}"
    theirs.write_text("my notes\n")
    ran = cx("report", "answers.yaml", "-o", theirs.name)
    told = (
        f"{theirs.name} was not written by cxmaturity, and left as it is; name another place, or replace with --force"
    )
    assert (ran.code, ran.out, ran.err) == (1, "", told + "\n")
    assert theirs.read_text() == "my notes\n"
    assert cx("report", "answers.yaml", "-o", theirs.name, "--force").code == 0
    report = theirs.read_text()
    assert "Northwind" in report
    # from then on it is a report, which may be made again
    assert cx("report", "answers.yaml", "-o", theirs.name, "--target", "3").code == 0
    assert theirs.read_text() != report


def test_a_pdf_and_pages_by_own_templates_are_known(folder: Path, cx: Cx) -> None:
    (folder / "own" / "html").mkdir(parents=True)
    (folder / "own" / "html" / "report.html.j2").write_text("<p>{{ view.organisation }}</p>")
    for name in ("made.pdf", "made.html"):
        for _ in range(2):
            assert cx("report", "answers.yaml", "-o", name, "--templates", "own").code == 0


def test_all_places_of_a_folder_are_looked_at_first(folder: Path, cx: Cx) -> None:
    (folder / "out").mkdir()
    theirs = folder / "out" / "northwind-telecom-2026-11-22.html"
    theirs.write_text("mine")
    ran = cx("report", "answers.yaml", ROOT / "examples" / "corner-retail.yaml", "-o", "out")
    assert (ran.code, ran.out) == (1, "")
    assert [path.name for path in (folder / "out").iterdir()] == [theirs.name]
    assert theirs.read_text() == "mine"


def test_demo_asks_for_consent_too(folder: Path, cx: Cx) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "report.md").write_text("mine")
    ran = cx("demo", "-o", "out")
    assert (ran.code, ran.out) == (1, "")
    assert [path.name for path in (folder / "out").iterdir()] == ["report.md"]
    assert cx("demo", "-o", "out", "--force").code == 0
    assert cx("demo", "-o", "out").code == 0


@pytest.mark.parametrize("name", ["questionnaire.yaml", "brand.yaml", "mine.html", "customers.yaml"])
def test_an_interview_edits_answers_only(name: str, folder: Path, cx: Cx) -> None:
    ran = cx("assess", "-o", name, "--lines")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(name)


def test_templates_keep_what_is_there(folder: Path, cx: Cx) -> None:
    (folder / "own" / "html").mkdir(parents=True)
    (folder / "own" / "html" / "document.html.j2").hardlink_to(folder / "answers.yaml")
    assert "Kept 1 file" in cx("templates", "own").err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "new.txt"], "new.txt does not end in .html, .htm, .md, .pdf or .json"),
        (["-o", "new"], "new does not end in"),
        (["-o", "new.html", "--format", "md"], "new.html is no name for the format md"),
        ([str(ROOT / "examples" / "corner-retail.yaml"), "-o", "new.html"], "new.html is the name of a file"),
    ],
)
def test_endings(arguments: list[str], told: str, folder: Path, cx: Cx) -> None:
    ran = cx("report", "answers.yaml", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())
    assert not list(folder.glob("new*"))


def test_devices_take_any_format(folder: Path, cx: Cx) -> None:
    assert cx("report", "answers.yaml", "-o", "/dev/null", "--format", "md").code == 0


@pytest.mark.parametrize("command", ["score", "explain", "plan", "show"])
def test_commands_without_a_file_to_write(command: str, folder: Path, cx: Cx) -> None:
    ran = cx(command, "digital" if command == "show" else "answers.yaml", "-o", "mine.html")
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(("typed", "replaced"), [(b"y\n", True), (b"n\n", False), (b"\n", False)])
def test_a_yes_on_a_terminal(typed: bytes, replaced: bool, tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("my notes\n")
    ours, theirs = pty.openpty()
    os.write(ours, typed)
    environment = surroundings(TERM="xterm")
    done = subprocess.run(
        [sys.executable, "-m", "cxmaturity", "report", NORTHWIND, "-o", "mine.html"],
        cwd=tmp_path,
        env=environment,
        stdin=theirs,
        stderr=theirs,
        stdout=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(theirs)
    told = os.read(ours, 65536)
    assert b"mine.html was not written by cxmaturity. Replace?" in told
    assert (done.returncode, done.stdout) == (0 if replaced else 1, b"")
    assert ((tmp_path / "mine.html").read_text() != "my notes\n") == replaced


def test_a_folder_with_a_pipe(folder: Path) -> None:
    """Only ordinary files of a folder are read, and none that an editor or a disk has hidden there."""
    (folder / "in").mkdir()
    shutil.copy("answers.yaml", "in/a.yaml")
    (folder / "in" / ".a.yaml").write_text("a: [")
    (folder / "in" / "folder.yaml").mkdir()
    os.mkfifo(folder / "in" / "b.yaml")
    (folder / "in" / "c.yaml").symlink_to("b.yaml")
    ran = process("report", folder / "in", "-o", folder / "out")
    assert ran.code == 0
    assert len(list((folder / "out").iterdir())) == 1
