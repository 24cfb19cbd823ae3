"""`cxmaturity form` as a user types it: where a form is written, what it is for, and what is refused."""

import builtins
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cxmaturity.cli.exit_codes import FINE, INPUT, USAGE
from cxmaturity.reports.forms.target import TARGETS, Target
from tests.cli.running import QUESTIONNAIRES, Cx
from tests.reports.hostile import write


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_chosen_by_its_name_and_named_after_the_questionnaire(
    target: str, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without -o nobody has to think of a name, and what is written is said with what to do next."""
    monkeypatch.chdir(tmp_path)
    ran = cx("form", "digital", "--for", target)
    place = f"digital-form{TARGETS[target].suffixes[0]}"
    assert (ran.code, ran.out) == (FINE, "")
    assert f"Wrote {place}. " in ran.err
    assert (tmp_path / place).stat().st_size > 5000


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("a.html", b"<!DOCTYPE html>"),
        ("a.HTM", b"<!DOCTYPE html>"),
        ("a.tsv", b"class\ttype/scale"),
        ("a.xlsx", b"PK"),
        ("a.gs", b"var FORM ="),
        ("new/folder/a.js", b"var FORM ="),
    ],
)
def test_an_ending_says_the_target(name: str, starts: bytes, cx: Cx, tmp_path: Path) -> None:
    assert cx("form", "digital", "-o", tmp_path / name).code == FINE
    assert (tmp_path / name).read_bytes().startswith(starts)


def test_without_anything_it_is_a_page(cx: Cx) -> None:
    ran = cx("form", "digital", "-o", "-")
    assert (ran.code, ran.err) == (FINE, "")
    assert ran.out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "a.txt"], "a.txt can be for lime, qualtrics or text; say which with --for"),
        (["-o", "a.pdf"], "a.pdf does not end in .html, .htm, .txt, .tsv, .xlsx, .gs or .js"),
        (["-o", "a"], "a does not end in"),
        (["--for", "lime", "-o", "a.html"], "a.html does not end in .txt or .tsv"),
        (["--for", "html", "-o", "a.txt"], "a.txt does not end in .html or .htm"),
        (["--for", "limesurvey"], "'limesurvey' is none of these; choose from html, lime, xlsform, qualtrics, google"),
        (["--for", "gogle"], "did you mean google?"),
        (["--for", "lime", "--show-points"], "answers from lime are known by the words of their options"),
        (["--for", "xlsform", "--show-points"], "answers from xlsform are known by the words of their options"),
    ],
)
def test_wrong_usage_says_what_would_be_right(
    options: list[str], message: str, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = cx("form", "digital", *options)
    assert (ran.code, ran.out) == (USAGE, "")
    assert message in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_questionnaire_is_wrong_usage(cx: Cx) -> None:
    ran = cx("form", "digitl", "-o", "-")
    assert (ran.code, ran.out) == (USAGE, "")
    assert "did you mean digital?" in ran.err


def test_a_form_is_written_anew_and_nothing_else_is_lost(cx: Cx, tmp_path: Path) -> None:
    """A page of ours is replaced; a file of somebody else's, and a questionnaire, are not."""
    page, other, answers = tmp_path / "a.html", tmp_path / "b.html", tmp_path / "c.html"
    assert cx("form", "digital", "-o", page).code == FINE
    assert cx("form", "effort", "-o", page).code == FINE
    assert "Low-effort" in page.read_text() or "effort@" in page.read_text()
    other.write_text("<p>my own page</p>")
    refused = cx("form", "digital", "-o", other)
    assert refused.code == INPUT
    assert "was not written by cxmaturity" in refused.err
    assert other.read_text() == "<p>my own page</p>"
    assert cx("form", "digital", "-o", other, "--force").code == FINE
    answers.write_text("schema: cxmaturity/answers@1\n")
    assert cx("form", "digital", "-o", answers, "--force").code == INPUT
    assert answers.read_text() == "schema: cxmaturity/answers@1\n"


def test_a_form_of_an_own_questionnaire(cx: Cx, tmp_path: Path) -> None:
    files = write(tmp_path, str)
    ran = cx("form", "sweep", "--questionnaires", files.questionnaires, "--for", "text", "-o", "-")
    assert (ran.code, ran.err) == (FINE, "")
    assert "sweep@1" in ran.out


def test_errors_of_an_own_questionnaire_are_listed(cx: Cx, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("schema: cxmaturity/questionnaire@1\nid: own\nversion: 1\n")
    ran = cx("form", "own", "--questionnaires", tmp_path, "-o", "-")
    assert (ran.code, ran.out) == (INPUT, "")
    assert "own.yaml" in ran.err


def test_what_a_target_needs_is_said_with_the_command_that_installs_it(
    cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra the user reads what to install, not a traceback; other targets go on working."""
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name.partition(".")[0] == "xlsxwriter":
            raise ModuleNotFoundError("no", name="xlsxwriter")
        return real(name, *more)

    monkeypatch.delitem(sys.modules, "cxmaturity.reports.forms.xlsform", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    ran = cx("form", "digital", "-o", tmp_path / "a.xlsx")
    assert ran.code == INPUT
    assert (
        'xlsform needs xlsxwriter, which is not installed; install it with: pip install "cxmaturity[xlsx]"' in ran.err
    )
    assert cx("form", "digital", "-o", tmp_path / "a.html").code == FINE


def test_the_same_form_has_the_same_bytes(cx: Cx, tmp_path: Path) -> None:
    """Whoever hands a form out again can see that nothing has changed."""
    for target, made in TARGETS.items():
        first, second = (tmp_path / f"{n}{made.suffixes[0]}" for n in (f"{target}1", f"{target}2"))
        for place in (first, second):
            assert cx("form", "digital", "--for", target, "-o", place).code == FINE
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("questionnaire", [path.stem for path in QUESTIONNAIRES])
def test_every_built_in_questionnaire_is_handed_out_by_every_target(questionnaire: str, cx: Cx, tmp_path: Path) -> None:
    for target, made in TARGETS.items():
        assert (
            cx("form", questionnaire, "--for", target, "-o", tmp_path / f"a{made.suffixes[0]}", "--force").code == FINE
        )


def test_a_target_from_outside_is_chosen_by_its_name_and_its_ending(
    cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A target is a module and a line: no command and no other target changes for it."""
    module = ModuleType("tests.titles_target")
    module.write = lambda form, _: "".join(f"{q.title}\n" for q in form.questions).encode()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(TARGETS, "titles", Target("titles", module.__name__, (".titles",), "Read it."))
    assert cx("form", "digital", "--for", "titles", "-o", "-").out.startswith("Reach of agent help\nContext")
    ran = cx("form", "digital", "-o", tmp_path / "a.titles")
    assert ran.err == f"Wrote {tmp_path / 'a.titles'}. Read it.\n"
    assert "titles" in cx("form", "digital", "--for", "title").err
