"""Forms for survey tools: each is what its tool imports, and says every option whole, so that it is known again."""

import csv
import io
import json
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook  # type: ignore[import-untyped]
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from cxmaturity.domain.codes import (
    BESIDE_OPTIONS,
    LEVELS,
    MOST_SHORT,
    Field,
    field_of,
    fields_by_code,
    rank_of_choice,
)
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.questionnaire.catalogue import Catalogue, data_folder
from cxmaturity.reports.forms.content import Form, form_of
from cxmaturity.reports.forms.lime import COLUMNS
from cxmaturity.reports.forms.target import TARGETS
from tests.build import questionnaire_of
from tests.conftest import Needs
from tests.reports.conftest import any_hostile
from tests.reports.hostile import write

BUILT_IN = Catalogue().ids()
NINE = {"scale": list(range(1, 10)), "tree": {"a": {"practices": {"no": {"points": [1, 4, 9], "na": True}, "all": {}}}}}
TWO = {"scale": [1, 2], "tree": {"a": {"dimensions": {"b": {"practices": {"y": {}}}, "c": {"practices": {"z": {}}}}}}}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Questionnaire]:
    """Questionnaires of both rules, every text of which tries to act."""
    files = write(tmp_path_factory.mktemp("hostile"), any_hostile)
    catalogue = Catalogue(files.questionnaires)
    return [known for id_ in ("staged", "sweep") if (known := catalogue.find(id_))]


@pytest.fixture(scope="module", params=[*BUILT_IN, "nine", "two", "hostile staged", "hostile sweep"])
def form(request: pytest.FixtureRequest, hostile: list[Questionnaire]) -> Form:
    """The forms of all built-in questionnaires, of two and nine points, with and without all options, and hostile."""
    made = {"nine": NINE, "two": TWO}
    if request.param in made:
        return form_of(questionnaire_of(made[request.param]), "Northwind")
    if request.param in BUILT_IN:
        found = Catalogue().find(request.param)
        assert found is not None
        return form_of(found, "Northwind")
    return form_of(hostile[request.param == "hostile sweep"], "=1+1 <b>${x}</b>")


def written(form: Form, target: str) -> bytes:
    return TARGETS[target].write(form, data_folder("templates"))


def choices_of(form: Form) -> list[list[str]]:
    """The texts of the choices of every question, in order."""
    return [[choice.text for choice in question.choices] for question in form.questions]


def test_a_form_asks_nobody_for_a_name(form: Form) -> None:
    assert [asked.code.long for asked in form.about] == ["role", "level", "function"]
    assert [[choice.value for choice in asked.choices] for asked in form.about] == [[], list(LEVELS), []]


def test_points_are_hidden_unless_they_are_asked_for(form: Form) -> None:
    """Who sees that an option is called Embed chooses by ambition; wording is to decide."""
    questionnaire = form.questionnaire
    assert all(choice.name == "" for question in form.questions for choice in question.choices)
    shown = form_of(questionnaire, names=True)
    named = {choice.name for question in shown.questions for choice in question.options}
    ranks = {option.rank for practice in questionnaire.practices.values() for option in practice.options}
    assert len(named) == len(ranks)


def test_a_form_has_every_practice_with_its_options_in_order(form: Form) -> None:
    practices = form.questionnaire.practices
    assert [question.practice for question in form.questions] == list(practices)
    for question, practice in zip(form.questions, practices.values(), strict=True):
        assert [choice.rank for choice in question.options] == [option.rank for option in practice.options]
        assert [choice.value for choice in question.beside] == (["dk", "na"] if practice.na else ["dk"])


class TestLime:
    """Tab-separated values as LimeSurvey reads them: PHP's reader takes a backslash before a quote for more."""

    @staticmethod
    def rows(form: Form) -> list[dict[str, str]]:
        text = written(form, "lime").decode()
        assert '"' not in text
        assert "\\" not in text
        return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))

    def test_rows_and_columns(self, form: Form) -> None:
        rows = self.rows(form)
        assert tuple(rows[0]) == COLUMNS
        assert all(None not in row and None not in row.values() for row in rows)
        classes = "".join(row["class"].replace("SL", "l") for row in rows)
        assert re.fullmatch(r"S+l+GQQA{4}Q(G(QA+Q{1,2})+)+", classes)
        assert {row["text"] for row in rows if row["name"] == "anonymized"} == {"Y"}
        assert len({row["type/scale"] for row in rows if row["class"] == "G"}) == len(form.groups) + 1

    def test_no_question_takes_several_answers(self, form: Form) -> None:
        kinds = {row["type/scale"] for row in self.rows(form) if row["class"] == "Q"}
        assert kinds == {"L", "S", "T"}
        assert {row["other"] for row in self.rows(form) if row["class"] == "Q"} == {"N"}

    def test_codes_are_ones_that_limesurvey_takes_and_lead_back(self, form: Form) -> None:
        rows = self.rows(form)
        codes = [row["name"] for row in rows if row["class"] == "Q"]
        assert len({code.lower() for code in codes}) == len(codes)
        assert all(code.isalnum() and code[0].isalpha() and len(code) <= MOST_SHORT for code in codes)
        fields = fields_by_code(form.questionnaire)
        answers = [field for code in codes if (field := field_of(code, fields)) and field.part == "answer"]
        assert [field.practice for field in answers] == list(form.questionnaire.practices)
        assert all(len(row["name"]) <= 5 and row["name"].isalnum() for row in rows if row["class"] == "A")

    def test_options_are_whole_and_known_by_their_codes(self, form: Form) -> None:
        lists: list[list[tuple[str, str]]] = []
        for row in self.rows(form):
            if row["class"] == "Q":
                lists.append([])
            elif row["class"] == "A":
                lists[-1].append((row["name"], unescape(row["text"])))
        asked = [options for options in lists if options][1:]  # the first is the level
        assert [[text for _, text in options] for options in asked] == choices_of(form)
        ranks = [[rank for code, _ in options if (rank := rank_of_choice(code))] for options in asked]
        assert ranks == [[choice.rank for choice in question.options] for question in form.questions]

    def test_nothing_is_computed_and_nothing_is_an_element(self, form: Form) -> None:
        """LimeSurvey computes what stands in braces, shows HTML, and spreadsheets compute what begins with a sign."""
        for row in self.rows(form):
            text = row["text"].replace("<br />", "")
            for cell in (text, row["help"]):
                assert not re.search(r"[<>{}]", cell)
                assert cell[:1] not in {"=", "+", "-", "@"}

    def test_a_reason_is_asked_where_it_does_not_apply(self, form: Form) -> None:
        asked = {row["name"]: row["relevance"] for row in self.rows(form) if row["name"].startswith("b")}
        wanted = {q.because.short: f"{q.code.short}.NAOK == 'NA'" for q in form.questions if q.na}
        assert {name: relevance for name, relevance in asked.items() if name in wanted} == wanted


class TestXlsform:
    """A workbook that pyxform, which KoBoToolbox and ODK use, takes without a word."""

    def test_pyxform_takes_it_without_a_warning(self, form: Form, tmp_path: Path) -> None:
        path = tmp_path / "form.xlsx"
        path.write_bytes(written(form, "xlsform"))
        result = convert(path)
        assert result.warnings == []
        body = result.xform
        assert f'<data id="{form.questionnaire.id}" version="{form.questionnaire.version}"' in body
        assert body.count("<select1 ") == len(form.questions) + 1
        assert "<select " not in body
        assert body.count('type="string"') >= len(form.questions)

    def test_choices_are_whole_and_named_as_files_name_them(self, form: Form) -> None:
        sheets = load_workbook(io.BytesIO(written(form, "xlsform")))
        assert sheets.sheetnames == ["survey", "choices", "settings"]
        rows = list(sheets["choices"].iter_rows(min_row=2, values_only=True))
        for question in form.questions:
            own = [(name, label) for list_name, name, label in rows if list_name == question.code.long]
            assert own == [(choice.value, choice.text.replace("${", "$ {")) for choice in question.choices]
        types = {
            cell.data_type for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        assert types == {"s"}  # no cell is a formula

    def test_names_lead_back(self, form: Form) -> None:
        sheets = load_workbook(io.BytesIO(written(form, "xlsform")))
        fields = fields_by_code(form.questionnaire)
        kinds = [
            (kind, field_of(f"group-1/{name}", fields))
            for kind, name, *_ in sheets["survey"].iter_rows(values_only=True)
            if name
        ]
        chosen = [field for kind, field in kinds if str(kind).startswith("select_one")]
        assert [field.practice for field in chosen if field] == list(form.questionnaire.practices)

    def test_a_text_longer_than_a_cell_is_an_error(self) -> None:
        """It would be left out of the workbook without a word, and a respondent would choose among fewer options."""
        questionnaire = questionnaire_of(NINE)
        long = replace(questionnaire.dimensions[0], about="x" * 40_000)
        form = form_of(replace(questionnaire, dimensions=(long,)))
        with pytest.raises(
            ProblemsFoundError, match="longer than a cell of a spreadsheet can be; shorten it to 32,767"
        ):
            written(form, "xlsform")


class TestQualtrics:
    """Qualtrics' advanced text format."""

    @staticmethod
    def parts(form: Form) -> list[list[str]]:
        text = written(form, "qualtrics").decode()
        assert text.startswith("[[AdvancedFormat]]\n")
        return [part.splitlines() for part in re.split(r"\n\n(?=\[\[(?!AdvancedChoices))", text.rstrip("\n"))[1:]]

    def test_every_line_in_brackets_is_an_instruction(self, form: Form) -> None:
        lines = [line for part in self.parts(form) for line in part if "[[" in line]
        kinds = "MC:SingleAnswer:Vertical|TE:SingleLine|TE:Essay|DB"
        tags = rf"Block:[^\[\]]*|PageBreak|AdvancedChoices|Choice:[0-9]+|ID:[a-z0-9_]+|Question:({kinds})"
        assert [line for line in lines if not re.fullmatch(rf"\[\[({tags})\]\]", line)] == []

    def test_options_are_whole_and_numbered_by_their_ranks(self, form: Form) -> None:
        asked = [part for part in self.parts(form) if part[0] == "[[Question:MC:SingleAnswer:Vertical]]"][1:]
        fields = fields_by_code(form.questionnaire)
        for part, question in zip(asked, form.questions, strict=True):
            assert field_of(part[1][5:-2], fields) == Field(question.practice, "answer")
            at = part.index("[[AdvancedChoices]]") + 1
            numbers = [int(line[9:-2]) for line in part[at::2]]
            assert [unescape(line) for line in part[at + 1 :: 2]] == [unescape(c.text) for c in question.choices]
            ranks = [choice.rank for choice in question.options]
            assert numbers == [*ranks, *range(98, 98 + len(question.beside))]

    def test_nothing_is_piped_in_and_nothing_is_an_element(self, form: Form) -> None:
        for part in self.parts(form):
            for line in part:
                assert not re.search(r"[<>]", line.replace("<br>", ""))
                assert "${" not in line

    def test_ids_stand_once(self, form: Form) -> None:
        ids = re.findall(r"\[\[ID:(.*)\]\]", written(form, "qualtrics").decode())
        assert len(set(ids)) == len(ids) == 3 + 2 * len(form.questions) + sum(q.na for q in form.questions)


RECORD = """
const calls = [];
const item = (kind) => new Proxy({}, {get: (_, name, self) => (...given) => {
  calls.push([kind, name, ...given]);
  return self;
}});
const form = new Proxy({}, {get: (_, name) => (...given) => {
  if (name.startsWith("add")) { calls.push(["add", name]); return item(name); }
  calls.push(["form", name, ...given]);
  return name.startsWith("get") ? "https://example.org/edit" : form;
}});
const FormApp = {create: (title) => { calls.push(["create", title]); return form; }};
const Logger = {log: (text) => calls.push(["log", text])};
"""


@pytest.fixture(scope="module")
def calls(form: Form, needs: Needs, tmp_path_factory: pytest.TempPathFactory) -> list[list[object]]:
    script = written(form, "google").decode("ascii")
    assert "<" not in script
    path = tmp_path_factory.mktemp("google") / "run.js"
    path.write_text(f"'use strict';{RECORD}\n{script}\nmakeForm();\nconsole.log(JSON.stringify(calls));")
    done = subprocess.run([needs("node"), path], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    calls: list[list[object]] = json.loads(done.stdout)
    return calls


class TestGoogle:
    """The script is run by Node with a form that writes down what it is told."""

    def test_the_form_it_makes(self, form: Form, calls: list[list[object]]) -> None:
        assert calls[0] == ["create", form.title]
        assert ["form", "setCollectEmail", False] in calls
        offered = [call[2] for call in calls if call[:2] == ["addMultipleChoiceItem", "setChoiceValues"]]
        assert offered == [list(map(str, LEVELS.values())), *choices_of(form)]
        assert {call[1] for call in calls if call[0] == "add"} == {
            "addMultipleChoiceItem", "addTextItem", "addParagraphTextItem", "addPageBreakItem",
        }  # fmt: skip
        assert {call[2] for call in calls if call[1] == "setRequired"} == {False}
        assert {call[2] for call in calls if call[1] == "showOtherOption"} == {False}

    def test_titles_stand_once_and_lead_back(self, form: Form, calls: list[list[object]]) -> None:
        titles = [str(call[2]) for call in calls if call[1] == "setTitle" and call[0] != "addPageBreakItem"]
        assert len(set(titles)) == len(titles)
        fields = fields_by_code(form.questionnaire)
        found = [field_of(title, fields) for title in titles]
        assert None not in found
        assert [field.practice for field in found if field and field.part == "answer"] == list(
            form.questionnaire.practices
        )


class TestText:
    """A page to print or mail."""

    def test_no_line_is_longer_than_paper(self, form: Form) -> None:
        lines = written(form, "text").decode().splitlines()
        assert max(map(len, lines)) <= 80
        assert not any(line != line.rstrip() for line in lines)

    def test_it_says_every_option_with_a_box(self, form: Form) -> None:
        plain = " ".join(written(form, "text").decode().split())
        assert plain.count("( ) ") == len(LEVELS) + sum(map(len, choices_of(form)))
        long_words = {text for texts in choices_of(form) for text in texts if max(map(len, text.split())) > 60}
        for question in form.questions:
            for choice in question.options:
                if choice.text not in long_words:
                    assert f"( ) {choice.rank} {choice.text}" in plain
        assert plain.count(BESIDE_OPTIONS["dk"]) == len(form.questions)

    def test_names_of_points_stand_on_it_only_if_they_are_asked_for(self) -> None:
        questionnaire = questionnaire_of(NINE)
        assert "Point 4" not in written(form_of(questionnaire), "text").decode()
        assert "( ) 4  Point 4: Behaviour 4" in written(form_of(questionnaire, names=True), "text").decode()
