"""A format and a rule made outside the package, each in one place: what CONTRIBUTING shows, run.

A user would lose their own format or rule if adding one meant changing the report or the commands.
"""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from cxmaturity.domain.scoring.rule import RULES
from cxmaturity.domain.scoring.staged import Staged
from cxmaturity.reports.document.blocks import Document
from cxmaturity.reports.formats.format import FORMATS, Format, Setting
from tests.cli.running import NORTHWIND, Cx

OUTLINE = "tests.outline_format"


def write(document: Document, setting: Setting) -> bytes:
    """An eleventh format: the outline of a document."""
    parts = [part.title for chapter in document.chapters for part in (*chapter.body, *chapter.annex)]
    return "\n".join([document.title, *parts, ""]).encode()


@pytest.fixture
def outline(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType(OUTLINE)
    module.write = write  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, OUTLINE, module)
    made = Format("outline", OUTLINE, ("report", "score", "plan", "show"), (".outline",), is_text=True)
    monkeypatch.setitem(FORMATS, "outline", made)


@pytest.mark.usefixtures("outline")
@pytest.mark.parametrize("command", [["report"], ["score"], ["plan"]])
def test_a_format_from_outside_is_chosen_by_its_name(command: list[str], cx: Cx) -> None:
    ran = cx(*command, NORTHWIND, "--format", "outline")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Northwind Telecom")


@pytest.mark.usefixtures("outline")
def test_a_format_from_outside_is_chosen_by_its_ending(cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "report.outline"
    assert cx("report", NORTHWIND, "-o", path).code == 0
    assert "What holds us back" in path.read_text()


@pytest.mark.usefixtures("outline")
def test_a_format_from_outside_is_named_where_none_has_that_name(cx: Cx) -> None:
    assert "outline" in cx("report", NORTHWIND, "--format", "outlin").err


class Doubled(Staged):
    """A rule of one's own: stages as the built-in rule has them, said in its own words."""

    name = "doubled"

    def paragraphs(self, questionnaire):  # type: ignore[no-untyped-def]
        """Its method, in a sentence of its own."""
        return ("Every stage counts double in this house.", *super().paragraphs(questionnaire))


def test_a_rule_from_outside_scores_plans_and_reports(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "doubled", Doubled())
    text = (Path(NORTHWIND).parents[1] / "questionnaires" / "organisational.yaml").read_text(encoding="utf-8")
    own = text.replace("id: organisational", "id: own", 1).replace("rule: staged", "rule: doubled", 1)
    assert "rule: doubled" in own
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    answers = tmp_path / "answers.yaml"
    answers.write_text(Path(NORTHWIND).read_text("utf-8").replace("organisational@", "own@", 1), encoding="utf-8")
    options = ["--questionnaires", tmp_path]
    assert '"name": "Mobilise"' in cx(*options, "score", answers, "--format", "json").out
    assert cx(*options, "plan", answers, "--format", "json").code == 0
    report = cx(*options, "report", answers, "--format", "md")
    assert report.code == 0, report.err
    assert "Every stage counts double in this house." in report.out
