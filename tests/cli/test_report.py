"""`report`: which reports are made of which files, and where they go."""

import json
import webbrowser
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from cxmaturity.cli.loading import assess_all, load
from cxmaturity.cli.planning import planned
from cxmaturity.domain.sensitivity.robustness import with_robustness
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.reports.build.report import report_document
from cxmaturity.reports.build.view import view
from tests.cli.running import EXAMPLES, NORTHWIND, RETAIL, TELECOM, Cx, Ran


def answers(folder: Path, name: str, organisation: str, date: str = "2026-11-22", of: str = "organisational") -> Path:
    """An answers file that says little."""
    path = folder / f"{name}.yaml"
    path.write_text(
        f"schema: cxmaturity/answers@1\nquestionnaire: {of}@2\norganisation: {json.dumps(organisation)}\ndate: {date}\n"
    )
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("layout", ["html", "md", "json"])
def test_places(layout: str, cx: Cx, tmp_path: Path) -> None:
    """To a file, to a folder that is there, and to one that is made; always the same report."""
    text = cx("report", NORTHWIND, "--format", layout).out
    (tmp_path / "there").mkdir()
    stem = f"northwind-telecom-2026-11-22.{layout}"
    for output, written in {
        f"report.{layout}": f"report.{layout}",
        f"missing/inner/report.{layout}": f"missing/inner/report.{layout}",
        "there": f"there/{stem}",
        "new/inner/": f"new/inner/{stem}",
    }.items():
        named = [] if Path(output).suffix else ["--format", layout]  # the ending says it as well
        ran = cx("report", NORTHWIND, *named, "-o", f"{tmp_path}/{output}")
        assert ran == Ran(0, "", f"Wrote {tmp_path / written}\n")
        assert (tmp_path / written).read_text() == text
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 4


def test_several_organisations_need_a_folder(cx: Cx, tmp_path: Path) -> None:
    ran = cx("report", NORTHWIND, RETAIL)
    assert (ran.code, ran.out) == (2, "")
    assert "need a folder to go to" in ran.err
    ran = cx("report", NORTHWIND, RETAIL, "-o", tmp_path / "out")
    assert ran.code == 0
    assert names(tmp_path / "out") == ["corner-retail-2026-09-14.html", "northwind-telecom-2026-11-22.html"]
    assert len(ran.err.splitlines()) == 2


def test_folder_of_answers(cx: Cx, tmp_path: Path) -> None:
    assert cx("report", Path(NORTHWIND).parent).code == 2
    assert cx("report", Path(NORTHWIND).parent, "-o", tmp_path / "out", "--format", "md").code == 0
    assert len(names(tmp_path / "out")) == 5
    alone = [[example] for example in EXAMPLES if example not in TELECOM]
    for files in (*alone, TELECOM):  # one organisation's files make one report
        assert cx("report", *files, "--format", "md").out in [p.read_text() for p in (tmp_path / "out").iterdir()]


def test_folder_with_one_file_is_a_folder_all_the_same(cx: Cx, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    answers(tmp_path / "in", "a", "One")
    assert cx("report", tmp_path / "in").code == 2
    assert cx("report", tmp_path / "in", "-o", tmp_path / "out").code == 0
    assert names(tmp_path / "out") == ["one-2026-11-22.html"]


def test_one_organisation_and_date_make_one_report(cx: Cx, tmp_path: Path) -> None:
    files = [
        answers(tmp_path, "a", "One"),
        answers(tmp_path, "b", "One", of="digital"),
        answers(tmp_path, "c", "One"),
    ]
    made = json.loads(cx("report", *files, "--format", "json").out)
    assert [section["anchor"] for section in made["sections"]] == [
        "organisational",
        "digital",
        "organisational-again-1",
    ]
    page = cx("report", *files).out
    assert all(f'id="{section["anchor"]}"' in page for section in made["sections"])
    later = answers(tmp_path, "d", "One", date="2026-11-23")
    assert cx("report", *files, later, "-o", tmp_path / "out").code == 0
    assert names(tmp_path / "out") == ["one-2026-11-22.html", "one-2026-11-23.html"]


def test_organisations_whose_names_give_one_file_name(cx: Cx, tmp_path: Path) -> None:
    files = [answers(tmp_path, str(i), name) for i, name in enumerate(["A & B", "a b", "A/B", "!", "", "A - B 2"])]
    assert cx("report", *files, "-o", tmp_path / "out", "--format", "json").code == 0
    found = {json.loads(path.read_text())["organisation"]: path.name for path in (tmp_path / "out").iterdir()}
    assert set(found) == {"A & B", "a b", "A/B", "!", "", "A - B 2"}
    assert found["A & B"] == "a-b-2026-11-22.json"
    assert found["a b"] == "a-b-2026-11-22-2.json"
    assert found["A/B"] == "a-b-2026-11-22-3.json"


@pytest.mark.parametrize("files", [[NORTHWIND], [RETAIL]], ids=lambda files: Path(files[0]).stem)
def test_json_is_what_templates_see(files: list[str], cx: Cx) -> None:
    made = view([with_robustness(planned(one, None, full=True)) for one in assess_all(load(files, Catalogue()), None)])
    made = replace(made, document=report_document(made))
    assert json.loads(cx("report", "--format", "json", *files).out) == json.loads(msgspec.json.encode(made))


def test_target(cx: Cx) -> None:
    by_name, by_rank = (cx("report", NORTHWIND, "--format", "md", "--target", target) for target in ("embed", "6"))
    assert by_name == by_rank
    assert "\n- Target: **Embed** (by 31 December 2027)\n" in by_name.out


@pytest.mark.parametrize(("opens", "code"), [(True, 0), (False, 1)])
def test_open(opens: bool, code: int, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def browser(address: str) -> bool:
        opened.append(address)
        return opens

    monkeypatch.setattr(webbrowser, "open", browser)
    monkeypatch.chdir(tmp_path)
    ran = cx("report", NORTHWIND, "--open")
    path = tmp_path / "northwind-telecom-2026-11-22.html"
    assert (ran.code, ran.out) == (code, "")
    assert opened == [path.as_uri()]
    assert path.is_file()
    assert ("no browser could be started" in ran.err) == (not opens)


def test_dimensions_inside_dimensions_are_marked(cx: Cx) -> None:
    own = Path(__file__).parents[1] / "cases" / "bad" / "own"
    head = b"schema: cxmaturity/answers@1\nquestionnaire: mini@3\ndate: 2026-11-22\n"
    assert "\n| – Desk | " in cx("--questionnaires", own, "report", "-", "--format", "md", stdin=head).out
