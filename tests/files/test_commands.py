"""Bad input, wrong usage and failing outputs through the real commands: exit codes, and what is printed where."""

import io
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cxmaturity.cli.boundary import run
from tests.cli.running import head, surroundings
from tests.files.marked import CASES, expected

ROOT = Path(__file__).parents[2]
NORTHWIND = str(ROOT / "examples" / "northwind-telecom.yaml")  # stands at Mobilise, the third of six stages
RETAIL = str(ROOT / "examples" / "corner-retail.yaml")  # stands at the lowest of four
OWN = ["--questionnaires", str(CASES / "own")]
BAD = [str(CASES / name) for name in ("answers.yaml", "answers-given.yaml", "answers-plan.yaml")]
HEAD = "schema: cxmaturity/answers@1\nquestionnaire: {}@1\ndate: 2026-11-22\n"

Capture = pytest.CaptureFixture[str]


def command(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a user does."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "cxmaturity", *arguments],
        check=False,
        **{
            "cwd": ROOT,
            "env": surroundings(),
            "stdin": subprocess.DEVNULL,
            "capture_output": True,
            "timeout": 60,
            **options,
        },
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["score"],
        ["score", "--format", "json"],
        ["score", "--format", "md"],
        ["report"],
        ["report", "--format", "md"],
        ["report", "-o", "/dev/null/never-written"],
    ],
    ids=" ".join,
)
def test_all_problems_of_all_files(arguments: list[str], capsys: Capture) -> None:
    code = run([*OWN, *arguments, NORTHWIND, *BAD])
    out, err = capsys.readouterr()
    starts = [f"{name}, line {one.line}: {one.path}: " for name in BAD for one in expected(Path(name).read_text())]
    lines = err.splitlines()
    assert (code, out) == (1, "")
    assert len(lines) == len(starts) > 50
    assert all(line.startswith(start) for line, start in zip(sorted(lines), sorted(starts), strict=True))


def test_explain_tells_all_problems(capsys: Capture) -> None:
    code = run([*OWN, "explain", BAD[0]])
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == len(expected(Path(BAD[0]).read_text()))


def test_check_prints_problems_as_its_result(capsys: Capture) -> None:
    code = run([*OWN, "check", *BAD, str(ROOT / "examples" / "harbour-bank.yaml")])
    out, err = capsys.readouterr()
    count = sum(len(expected(Path(name).read_text())) for name in BAD)
    assert (code, err) == (1, f"4 files: {count} errors, 0 warnings\n")
    assert len(out.splitlines()) == count


def test_the_line_that_the_specification_shows(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(head("organisational") + "answers:\n  people.hirring: 3\n")
    done = command("score", str(path))
    hint = "no such practice; did you mean people.hiring?"
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"{path}, line 5: answers.people.hirring: {hint}\n"


def test_a_bad_questionnaire_is_reported_once_for_all_its_answers(tmp_path: Path, capsys: Capture) -> None:
    bad = (CASES / "questionnaire-circles.yaml").read_text()
    (tmp_path / "circles.yaml").write_text(bad)
    for name in ("a", "b"):
        (tmp_path / name).write_text(HEAD.format("circles"))
    code = run(["--questionnaires", str(tmp_path), "score", str(tmp_path / "a"), str(tmp_path / "b")])
    err = capsys.readouterr().err
    assert code == 1
    assert len(err.splitlines()) == len(expected(bad)) == 7


def test_two_questionnaires_of_one_id(tmp_path: Path, capsys: Capture) -> None:
    good = (CASES / "own" / "mini.yaml").read_text()
    for name in ("a.yaml", "b.yml", "c.txt"):
        (tmp_path / name).write_text(good)
    (tmp_path / "d.yaml").write_text(good.replace("id: mini", "id: digital"))
    code = run(["--questionnaires", str(tmp_path), "list"])
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f"{tmp_path}/b.yml: id: the id mini belongs to {tmp_path}/a.yaml; give it an id of its own",
        f"{tmp_path}/d.yaml: id: the id digital belongs to a built-in questionnaire; give it an id of its own",
    ]


@pytest.mark.parametrize(
    ("arguments", "piece"),
    [
        (["--questionnaires", "/missing", "list"], "/missing: this is no folder of questionnaires"),
        (["--questionnaires", NORTHWIND, "list"], "this is no folder of questionnaires"),
        (["score", "missing.yaml"], "missing.yaml: no such file; check the name"),
        (["score", str(ROOT)], "this is a folder; name a file in it"),
        (["report", str(ROOT / "cxmaturity")], "no .yaml or .yml file is in this folder; name another"),
        (["report", NORTHWIND, "--templates", "/missing"], "/missing: this is no folder of templates"),
        (["score", str(ROOT / "questionnaires" / "digital.yaml")], "line 2: schema: this file holds a questionnaire"),
        (["report", NORTHWIND, "-o", "/dev/full"], "/dev/full can not be written: No space left on device"),
        (["report", NORTHWIND, "-o", "/proc/report.html"], "/proc/report.html can not be written: "),
        (["new", "digital", "-o", str(ROOT)], "can not be written: this is a folder"),
        (["demo", "-o", NORTHWIND], "can not be made a folder: File exists"),
    ],
)
def test_input_that_is_none(arguments: list[str], piece: str, capsys: Capture) -> None:
    code = run(arguments)
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert piece in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "piece"),
    [
        (["scor"], "No such command 'scor'"),
        (["score"], "FILE... is missing; for example: cxmaturity score organisational.yaml"),
        (["score", NORTHWIND, "--fromat", "json"], "No such option: --fromat"),
        (["score", NORTHWIND, "--format", "xml"], "there is no format 'xml' here; choose from md, json, badge, table"),
        (["score", NORTHWIND, "--target", "mobilize"], "has no stage 'mobilize'; did you mean mobilise?"),
        (["score", NORTHWIND, "--target", "7"], "no stage '7'; choose from ignore, explore, mobilise"),
        (["report", NORTHWIND, "--target", "0"], "no stage '0'; choose from ignore, explore, mobilise"),
        (["score", NORTHWIND, "--fail-under", "nan"], "no stage 'nan'; choose from ignore"),
        (["score", "-", "-"], "standard input (-) can be read once only"),
        (["report", "-", NORTHWIND, "-"], "standard input (-) can be read once only"),
        (["report", NORTHWIND, RETAIL], "need a folder to go to"),
        (["new", "digitall"], "no questionnaire 'digitall'; did you mean digital?"),
        (
            ["explain", NORTHWIND, "people.hirring"],
            "no practice or dimension 'people.hirring'; did you mean people.hiring?",
        ),
        (["check"], "name at least one file"),
        (["--questionnaires"], "it needs a folder"),
    ],
)
def test_wrong_usage(arguments: list[str], piece: str, capsys: Capture) -> None:
    code = run(arguments)
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert piece in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("floor", "files", "code", "piece"),
    [
        ("mobilise", [NORTHWIND], 0, ""),
        ("3", [NORTHWIND], 0, ""),
        (
            "operationalise",
            [NORTHWIND],
            3,
            "northwind-telecom.yaml: Mobilise, where --fail-under asks for Operationalise",
        ),
        ("4", [NORTHWIND], 3, "northwind-telecom.yaml: Mobilise, where --fail-under asks for Operationalise"),
        ("1", [RETAIL], 0, ""),
        ("2", [RETAIL], 3, "corner-retail.yaml: Satisfaction or below, where --fail-under asks for Retention"),
        ("2", [NORTHWIND, RETAIL], 3, "corner-retail.yaml: "),
        ("2", [RETAIL, NORTHWIND], 3, "corner-retail.yaml: "),
    ],
)
def test_fail_under(floor: str, files: list[str], code: int, piece: str, capsys: Capture) -> None:
    assert run(["score", "--format", "json", "--fail-under", floor, *files]) == code
    out, err = capsys.readouterr()
    assert out.startswith("{" if len(files) == 1 else "[")
    assert piece in err
    assert len(err.splitlines()) == (1 if code else 0)


def test_unclaimed_counts_as_worst(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "few.yaml"
    path.write_text(HEAD.format("many") + "answers: {it.a: top, it.b: dk}\n")
    assert [run([*OWN, "score", "--fail-under", floor, str(path)]) for floor in ("low", "mid")] == [0, 3]
    told = f"{path}: Low (no stage is claimed, so the worst case counts), where --fail-under asks for Middle\n"
    assert capsys.readouterr().err == told


def test_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for data, code in ((Path(NORTHWIND).read_bytes(), 0), (b"date: [\n", 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert run(["score", "-", "--format", "json"]) == code
        out, err = capsys.readouterr()
        assert ('"file": "-"' in out, err.startswith("-, line 1: the bracket [ that opens here is not closed")) == (
            code == 0,
            code == 1,
        )


def test_new_keeps_an_existing_file(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("mine")
    assert run(["new", "digital", "-o", str(path)]) == 1
    out, err = capsys.readouterr()
    told = "was not written by cxmaturity, and left as it is; name another place, or replace with --force"
    assert (out, err) == ("", f"{path} {told}\n")
    assert path.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["answers.yaml"]


def test_new_without_a_place_writes_a_file_named_after_the_questionnaire(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One command, one file: nobody has to know about redirection, and the file that stands there is kept."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "Digital"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (
        "",
        "Wrote digital.yaml. Fill in the date and the answers, then:\n  cxmaturity score digital.yaml\n",
    )
    written = Path("digital.yaml").read_text()
    assert run(["new", "digital", "-o", "-"]) == 0
    assert capsys.readouterr().out == written
    Path("digital.yaml").write_text(written.replace("date: ", "date: 2026-11-22 "))
    assert run(["new", "digital", "--force"]) == 1  # it holds answers now
    assert "2026-11-22" in Path("digital.yaml").read_text()


def test_new_file_says_what_is_missing_and_reads_when_it_is_filled_in(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "answers.yaml"
    assert run(["new", "digital", "-o", str(path)]) == 0
    assert run(["score", str(path)]) == 1
    assert "date: " in capsys.readouterr().err.splitlines()[-1]
    text = path.read_text()
    path.write_text(text.replace("\ndate:", "\ndate: 2026-11-22 #", 1))
    assert run(["score", str(path)]) == 0
    assert "0 of " in capsys.readouterr().out


def limit_files() -> None:
    """Files of this process end at 20,000 bytes, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_disk_that_fills_up_leaves_the_old_report(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")
    done = command("report", NORTHWIND, "--force", "-o", str(path), preexec_fn=limit_files)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"{path} can not be written: File too large\n"
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", NORTHWIND],
        ["score", NORTHWIND, "--format", "json"],
        ["score", NORTHWIND, "--format", "md"],
        ["report", NORTHWIND],
        ["new", "digital", "-o", "-"],
        ["list"],
        ["explain", NORTHWIND],
        ["check", BAD[0]],
    ],
    ids=lambda arguments: " ".join(Path(one).name for one in arguments),
)
def test_full_output(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = command(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == "The result could not be written: No space left on device"
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["show", "organisational", "--format", "md"], ["report", NORTHWIND]])
def test_closed_pipe(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = command(*arguments, capture_output=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_head_takes_one_line() -> None:
    line = f"{sys.executable} -m cxmaturity report {NORTHWIND} --format json | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], check=False, cwd=ROOT, capture_output=True, timeout=60)
    assert done.stdout.startswith(b"{\n")
    assert done.stdout.endswith((b"\n0\n", b"\n1\n"))
    assert done.stderr == b""
