"""Many reports at once: the same as one by one, all or nothing where a file has an error, whole when interrupted."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxmaturity.cli.batches import MANY as FROM
from tests.cli.running import EXAMPLES, NORTHWIND, Cx, Ran, process, surroundings

MANY = FROM + 5
DONE = "</html>\n"
EXTENDS = '{% extends "builtin/html/document.html.j2" %}'
ENVIRONMENT = surroundings(TERM="xterm", COLUMNS="80")


def folder_of(folder: Path, count: int) -> Path:
    """A folder of answers files, each of an organisation of its own."""
    folder.mkdir()
    texts = [example.read_text() for example in EXAMPLES]
    for i in range(count):
        text = re.sub(r"^organisation: .*$", f"organisation: Company {i:04}", texts[i % len(texts)], flags=re.MULTILINE)
        (folder / f"{i:04}.yaml").write_text(text)
    return folder


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("layout", ["html", "md", "json"])
def test_the_same_as_one_by_one(layout: str, cx: Cx, tmp_path: Path) -> None:
    """No report of many shows anything of the one before."""
    files = folder_of(tmp_path / "in", MANY)
    ran = cx("report", files, "-o", tmp_path / "out", "--format", layout, "--target", "3")
    assert ran == Ran(0, "", f"Wrote {MANY} reports into {tmp_path / 'out'}\n")
    reports = written(tmp_path / "out")
    assert len(reports) == MANY
    for i in (0, 1, MANY // 2, MANY - 1):
        alone = tmp_path / f"alone.{layout}"
        assert cx("report", files / f"{i:04}.yaml", "-o", alone, "--target", "3").code == 0
        (name,) = (name for name in reports if name.startswith(f"company-{i:04}-"))
        assert reports[name] == alone.read_bytes()


def test_brand_and_templates_reach_every_report(cx: Cx, tmp_path: Path) -> None:
    files = folder_of(tmp_path / "in", MANY)
    (tmp_path / "own" / "html").mkdir(parents=True)
    (tmp_path / "own" / "html" / "document.html.j2").write_text(
        EXTENDS + "{% block cover %}<h1>Ours, {{ view.brand.name }}</h1>{% endblock %}\n"
    )
    (tmp_path / "brand.yaml").write_text("schema: cxmaturity/brand@1\nname: Bright\n")
    own = ("--templates", tmp_path / "own", "--brand", tmp_path / "brand.yaml")
    assert cx("report", files, "-o", tmp_path / "out", *own).code == 0
    assert all(b"<h1>Ours, Bright</h1>" in page for page in written(tmp_path / "out").values())


def test_one_file_with_an_error_stops_all(cx: Cx, tmp_path: Path) -> None:
    files = folder_of(tmp_path / "in", MANY)
    for name in ("0002.yaml", "0019.yaml"):
        (files / name).write_text((files / name).read_text().replace("\ndate: ", "\ndate: x"))
    ran = cx("report", files, "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (1, "")
    named = [line.partition(",")[0] for line in ran.err.splitlines()]
    assert named == [str(files / "0002.yaml"), str(files / "0019.yaml")]
    assert not (tmp_path / "out").exists()


def test_a_template_with_an_error_leaves_nothing(cx: Cx, tmp_path: Path) -> None:
    files = folder_of(tmp_path / "in", MANY)
    (tmp_path / "own" / "html").mkdir(parents=True)
    path = tmp_path / "own" / "html" / "document.html.j2"
    path.write_text(EXTENDS + "{% block cover %}{{ view.nothing }}{% endblock %}")
    ran = cx("report", files, "-o", tmp_path / "out", "--templates", tmp_path / "own")
    assert ran.code == 1
    assert ran.err.startswith(f"{path}, line 1: ")
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_error_that_only_some_reports_have(cx: Cx, tmp_path: Path) -> None:
    """The first such report is told; what is there is whole."""
    files = folder_of(tmp_path / "in", MANY)
    (tmp_path / "own" / "html").mkdir(parents=True)
    path = tmp_path / "own" / "html" / "document.html.j2"
    path.write_text(
        EXTENDS
        + "{% block cover %}\n{% if view.organisation == 'Company 0009' %}{{ view.nothing }}{% endif %}{% endblock %}"
    )
    ran = cx("report", files, "-o", tmp_path / "out", "--templates", tmp_path / "own")
    assert ran.code == 1
    assert ran.err.startswith(f"{path}, line 2: ")
    assert len(ran.err.splitlines()) == 1
    reports = written(tmp_path / "out")
    assert len(reports) == 9
    assert "company-0009-2026-11-22.html" not in reports
    assert all(page.endswith(DONE.encode()) for page in reports.values())


def test_a_report_that_can_not_be_written(cx: Cx, tmp_path: Path) -> None:
    files = folder_of(tmp_path / "in", MANY)
    (day,) = re.findall(r"^date: (.*)$", (files / "0020.yaml").read_text(), re.MULTILINE)
    place = tmp_path / "out" / f"company-0020-{day}.html"
    place.mkdir(parents=True)
    ran = cx("report", files, "-o", tmp_path / "out")
    assert (ran.code, ran.err) == (1, f"{place} can not be written: this is a folder\n")


def command(files: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "cxmaturity", "report", str(files), "-o", str(output)]


def wait_for(happens: object, seconds: float = 60) -> None:
    assert callable(happens)
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.02)


def begun(output: Path) -> bool:
    return output.is_dir() and any(path.suffix == ".html" for path in output.iterdir())


@pytest.mark.parametrize("whole_group", [True, False], ids=["by the keyboard", "by a signal"])
def test_interrupted(whole_group: bool, tmp_path: Path) -> None:
    """What is there is whole, and nothing else is left behind."""
    files, output = folder_of(tmp_path / "in", 400), tmp_path / "out"
    process = subprocess.Popen(
        command(files, output), cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    wait_for(lambda: begun(output))
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    _, messages = process.communicate(timeout=60)
    assert (process.returncode, messages) == (130, "Interrupted; nothing was lost.\n")
    reports = list(output.iterdir())
    assert 0 < len(reports) < 400
    assert all(path.suffix == ".html" and path.read_text().endswith(DONE) for path in reports)


def test_killed(tmp_path: Path) -> None:
    """No file of a report's name is half written, and the next run tidies up and writes them all."""
    files, output = folder_of(tmp_path / "in", 60), tmp_path / "out"
    process = subprocess.Popen(command(files, output), cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    wait_for(lambda: begun(output))
    process.kill()
    process.wait()
    assert all(path.read_text().endswith(DONE) for path in output.iterdir() if path.suffix == ".html")
    subprocess.run(command(files, output), cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=True, timeout=60)
    assert len(list(output.iterdir())) == 60
    assert all(path.suffix == ".html" and path.read_text().endswith(DONE) for path in output.iterdir())


@pytest.mark.parametrize(("count", "terminal", "shows"), [(MANY, True, True), (MANY, False, False), (3, True, False)])
def test_progress(count: int, terminal: bool, shows: bool, tmp_path: Path) -> None:
    """A bar where standard error is a terminal and there is something to wait for."""
    files = folder_of(tmp_path / "in", count)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command(files, tmp_path / "out"),
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=theirs if terminal else subprocess.PIPE,
    )
    os.close(theirs)
    messages = b""
    if terminal:
        while data := _read(ours):
            messages += data
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, b"")
    messages += err or b""
    assert (b"Writing reports" in messages) == shows
    assert (b"%d/%d" % (count, count) in messages) == shows
    assert (b"\x1b" in messages) == shows
    assert b"Wrote " in messages


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that nobody is at the other end
        return b""


def test_one_report_waits_for_none_of_this() -> None:
    """What only brands, own templates, PDFs and many reports need is not loaded for a page."""
    rare = {"rich", "typst", "multiprocessing", "concurrent.futures.process", "html.parser", "pyexpat"}
    rare |= {f"cxmaturity.{name}" for name in ("files.brands", "reports.brand", "reports.pdf", "domain.colour")}
    rare |= {f"cxmaturity.reports.{name}" for name in ("template_problems", "blocked")}
    program = (
        "import sys; from cxmaturity.cli.boundary import run; code = run(sys.argv[1:]);"
        f"print(code, sorted({rare!r} & set(sys.modules)), file=sys.stderr)"
    )
    ran = process("report", NORTHWIND, python=("-c", program))
    assert ran.out.endswith(DONE)
    assert ran.err == "0 []\n"
