"""A questionnaire of one's own, and answers to it: what `check`, the interview and the reports say of them."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Cx
from tests.cli.test_assess import flat, typed

INSTRUMENT = """\
schema: cxmaturity/questionnaire@1
id: shop
version: 1
title: How the shop is run
scale:
  - {id: low, name: Low, meaning: Nothing is there.}
  - {id: high, name: High, meaning: All of it is there.}
dimensions:
  - id: floor
    name: Floor
    practices:
      - id: maps
        title: Maps of the floor
        question: Who draws?
        options:
          - {point: low, text: Nobody.}
          - {point: high, text: All., step: {do: Draw., effort: 10, months: 1, owner: Head of Floor, measure: Maps}}
      - id: redesign
        title: Redesign of shelves
        question: Who moves them?
        options:
          - {point: low, text: Nobody.}
          - point: high
            text: All.
            step: {do: Move., effort: 20, months: 1, owner: Head of Floor, measure: Moves, requires: {floor.maps: high}}
      - id: stock
        title: Stock in view
        question: Who counts?
        options:
          - {point: low, text: Nobody.}
          - {point: high, text: All., step: {do: Count., effort: 5, months: 1, owner: Head of Stock, measure: Counts}}
"""
HEAD = "schema: cxmaturity/answers@1\nquestionnaire: shop@1\norganisation: Corner\ndate: 2026-11-22\n"
RESTS = "Redesign of shelves at High rests on Maps of the floor at High, which the answers put at Low"


class Shop:
    """A folder with the questionnaire, and answers to it."""

    def __init__(self, folder: Path, cx: Cx) -> None:
        self.folder, self.cx = folder, cx
        self.questionnaires, self.path = folder / "own", folder / "answers.yaml"
        self.questionnaires.mkdir()
        self.instrument(INSTRUMENT)
        self.answer("floor.maps: low")

    @property
    def own(self) -> tuple[str, Path]:
        return "--questionnaires", self.questionnaires

    def instrument(self, text: str) -> None:
        (self.questionnaires / "shop.yaml").write_text(text)

    def answer(self, *lines: str, head: str = "") -> None:
        self.path.write_text(f"{HEAD}{head}answers:\n" + "".join(f"  {line}\n" for line in lines))

    def check(self) -> str:
        return self.cx("check", self.path, *self.own).out

    def report(self, layout: str) -> str:
        ran = self.cx("report", self.path, "--format", layout, *self.own)
        assert ran.code == 0, ran.err
        return flat(ran.out)


@pytest.fixture
def shop(tmp_path: Path, cx: Cx) -> Shop:
    return Shop(tmp_path, cx)


def test_an_answer_that_rests_on_what_does_not_hold_is_a_warning(shop: Shop) -> None:
    shop.answer("floor.maps: low", "floor.redesign: high")
    assert shop.check() == f"{shop.path}, line 7: warning: answers.floor.redesign: {RESTS}; look at both answers\n"
    assert shop.cx("check", "--strict", shop.path, *shop.own).code == 1
    shop.answer("floor.maps: high", "floor.redesign: high")
    assert shop.check() == ""


def test_an_answer_that_rests_on_what_does_not_hold_is_in_the_report(shop: Shop) -> None:
    shop.answer("floor.maps: low", "floor.redesign: high")
    for layout in ("md", "html"):
        assert "What does not fit together" in shop.report(layout)
        assert f"{RESTS}." in shop.report(layout)
    (section,) = json.loads(shop.report("json"))["sections"]
    assert section["unsupported"] == [{"practice": "floor.redesign", "said": f"{RESTS}."}]
    shop.answer("floor.redesign: high")
    for layout in ("md", "html"):
        assert "What does not fit together" not in shop.report(layout)


def test_the_interview_s_review_names_answers_that_rest_on_what_does_not_hold(shop: Shop) -> None:
    shop.path.unlink()
    lines = typed("Corner", "2026-11-22", "", "", "", "", "1", "2", "2", "b", "3")
    said = flat(shop.cx("assess", "shop", "-o", shop.path, "--lines", *shop.own, stdin=lines).out)
    assert f"What does not fit together: {RESTS}." in said
