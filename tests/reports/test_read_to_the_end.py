"""The report that a board reads to the end: short for any input, right for every input, the same in every format."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from cxmaturity.domain.language import say, shortened
from cxmaturity.files.questionnaire.catalogue import Catalogue, data_folder
from cxmaturity.reports.document.blocks import Document
from cxmaturity.reports.formats.format import FORMATS, Setting
from tests.cli.running import CUSTOMERS, EXAMPLES, HEAD, NORTHWIND, TELECOM, Cx, head
from tests.reports.extremes import EXTREMES, arguments
from tests.reports.formats.pages import paper, text_of
from tests.reports.shapes import SHAPES, write

MOST_WORDS, MOST_WORDS_OF_SEVERAL = 2200, 6500
BODY = ["stand", "proven", "holds_back", "way", "left_out"]
PRACTICES = {id_: list(found.practices) for id_ in ("organisational", "ladder") if (found := Catalogue().find(id_))}


def body_of(markdown: str) -> str:
    """What stands before the annex."""
    before, heading, _ = markdown.partition("\n## Annex")
    assert heading
    return before


def words(markdown: str) -> int:
    """How many words people read: without where links lead."""
    return len(re.sub(r"\]\([^)]*\)", "]", body_of(markdown)).split())


def answered(folder: Path, answers: str, start: str = HEAD) -> Path:
    path = folder / "answers.yaml"
    path.write_text(f"{start}{answers}")
    return path


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_body_of_every_example_is_short(example: Path, cx: Cx) -> None:
    assert words(cx("report", example, "--format", "md").out) <= MOST_WORDS


def test_the_body_with_what_customers_say_and_what_it_is_worth_is_short(cx: Cx) -> None:
    assert words(cx("report", NORTHWIND, "--outcomes", CUSTOMERS, "--format", "md").out) <= MOST_WORDS


def test_the_body_on_five_questionnaires_is_short(cx: Cx) -> None:
    assert words(cx("report", *TELECOM, "--format", "md").out) <= MOST_WORDS_OF_SEVERAL


@pytest.mark.parametrize("shape", SHAPES)
def test_the_body_is_short_whatever_the_questionnaire(shape: str, cx: Cx, tmp_path: Path) -> None:
    files = write(tmp_path, SHAPES[shape])
    ran = cx("--questionnaires", files.questionnaires, "report", "--format", "md", *files.answers)
    assert ran.code == 0, ran.err
    assert words(ran.out) <= MOST_WORDS


@pytest.mark.parametrize("kind", EXTREMES)
def test_the_body_is_short_whatever_the_answers(kind: str, cx: Cx, tmp_path: Path) -> None:
    """Nor does it say what a board can not use: how exact draws are, and with which numbers they began."""
    given = arguments(kind, tmp_path)
    first = given.index("--questionnaires") + 2 if "--questionnaires" in given else 0
    ran = cx(*given[:first], "report", "--format", "md", *given[first:])
    assert ran.code == 0, ran.err
    assert words(ran.out) <= (MOST_WORDS_OF_SEVERAL if kind == "five questionnaires" else MOST_WORDS)
    assert not re.search(r"standard error|\bseed\b", ran.out)


def test_long_names_are_short_in_the_body_and_whole_in_the_annex(cx: Cx, tmp_path: Path) -> None:
    """What tells two names apart at their end is still there."""
    given = arguments("long names", tmp_path)
    body, _, annex = cx(*given[:2], "report", "--format", "md", *given[2:]).out.partition("\n## Annex")
    assert not re.search(r"Dimension \d of measurement of relationship outcomes", body)
    assert "Dimension 4 of measurement of relationship outcomes across all channels" in annex
    assert shortened("Institutionalisation of operational excellence 3", 28) == "Institutionalisation of o… 3"
    assert shortened("Institutionalisation of operational excellence", 28) == "Institutionalisation of ope…"
    assert shortened("Mobilise", 28) == "Mobilise"


@pytest.mark.parametrize("most", [12, 28, 40])
def test_a_shortened_name_has_so_many_letters(most: int) -> None:
    assert len(shortened("x" * 200, most)) == most
    assert max(len(shortened(f"{'word ' * 30}{last}", most)) for last in ("3", "x" * 11, "x" * 50)) <= most + 1


def test_ways_say_what_they_do_otherwise_than_the_plan(cx: Cx) -> None:
    """Twenty sets of a dozen practices would say nearly the same twenty times."""
    annex = cx("report", NORTHWIND, "--format", "md").out.partition("#### Other ways to the target")[2]
    rows = annex.partition("####")[0].splitlines()
    lists = [line.split("|")[1:3] for line in rows if line.startswith("| ") and "---" not in line][1:]
    assert len(lists) == 20
    assert [out.strip() for out, instead in lists if instead.strip() == "–"] == ["nothing: it is the plan"]
    assert sum(len(" ".join(both).split()) for both in lists) < 420


def test_a_picture_of_answers_has_every_dimension(cx: Cx, tmp_path: Path) -> None:
    """Where one of 28 is answered, all the other dimensions are open too."""
    page = cx("report", answered(tmp_path, "answers: {strategy.intent: explore}\n"), "--format", "md").out
    assert "27 of 28 practices are open, most in Operations." in page
    assert all(f"| {name} |" in page for name in ("Strategy", "Governance", "Insight", "Operations", "People"))


def test_what_a_plan_opens_is_said_with_its_month_or_quarter(cx: Cx) -> None:
    assert "The plan opens Operationalise in June 2027." in cx("report", NORTHWIND, "--format", "md").out
    scheduled = cx("report", NORTHWIND, "--quarters", "8", "--capacity", "120", "--format", "html").out
    assert re.search(r"The plan opens Operationalise at the end of 202\d Q\d", scheduled)
    assert re.search(r"Operationalise opens, 202\d Q\d", scheduled)


def test_long_notes_and_reasons_lengthen_no_body(cx: Cx, tmp_path: Path) -> None:
    data = yaml.safe_load(Path(NORTHWIND).read_text())
    for id_, answer in data["answers"].items():
        kept = answer if isinstance(answer, dict) else {"is": answer}
        data["answers"][id_] = {**kept, "note": "word " * 390}
    path = tmp_path / "a.yaml"
    path.write_text(yaml.safe_dump(data, default_flow_style=False))
    ran = cx("report", path, "--format", "md")
    assert ran.code == 0, ran.err
    assert words(ran.out) == words(cx("report", NORTHWIND, "--format", "md").out)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_body_asks_five_questions_in_order(example: Path, cx: Cx) -> None:
    document = json.loads(cx("report", example, "--format", "json").out)["document"]
    (chapter,) = document["chapters"]
    assert [part["name"] for part in chapter["body"]] == BODY
    annex = [part["name"] for part in chapter["annex"]]
    assert annex[-2:] == ["practices", "method"]
    assert not set(annex) & set(BODY)


@pytest.mark.parametrize("answers", ["", "answers:\n  strategy.intent: explore\n"], ids=["nothing known", "one answer"])
def test_where_little_is_known_the_advice_is_to_find_out(answers: str, cx: Cx, tmp_path: Path) -> None:
    """Nothing speaks of a stage that is not claimed, and no days are asked for what nobody knows to be missing."""
    path = answered(tmp_path, answers)
    (section,) = json.loads(cx("report", path, "--format", "json").out)["sections"]
    assert {move["kind"] for move in section["way"]["moves"]} == {"find_out"}
    body = body_of(cx("report", path, "--format", "md").out)
    assert "No stage is claimed" in body
    assert "No step is recommended before it is known where the practices stand." in body
    assert "| Step |" not in body
    for claim in ("ther rules", "Strongest", "Weakest", "Breadth", "already stand", "by its signs"):
        assert claim not in body, claim


def test_a_ladder_with_one_answer_says_no_grip(cx: Cx, tmp_path: Path) -> None:
    path = answered(tmp_path, "answers: {trust.product: trust}\n", head("ladder"))
    for layout in ("md", "html"):
        assert not re.search(r"The grip is|there is no slip", cx("report", path, "--format", layout).out)


def test_at_the_top_no_dimension_is_weakest_and_nothing_is_planned(cx: Cx, tmp_path: Path) -> None:
    answers = "answers:\n" + "".join(f"  {id_}: embed\n" for id_ in PRACTICES["organisational"])
    body = body_of(cx("report", answered(tmp_path, answers), "--format", "md").out)
    assert not re.search("Strongest|Weakest", body)
    assert "The highest stage is reached." in body
    assert "person-day" not in body


def test_all_dimensions_that_tie_are_named(cx: Cx) -> None:
    digital = next(path for path in TELECOM if path.stem.endswith("digital"))
    assert (
        "Weakest dimension: Analytics, Action and Engagement (Retention, index 33.3)."
        in cx("report", digital, "--format", "md").out
    )


def test_what_is_said_once_is_not_said_again(cx: Cx) -> None:
    page = cx("report", *TELECOM, "--format", "md").out
    for once in ("Told of bills beforehand, and still surprised", "The idea is that of ISO/IEC 33020"):
        assert page.count(once) <= (1 if "bills" in once else len(TELECOM) - 1), once
    for shared in ("A stage is claimed when at least", "what is not known at its lowest, and at its highest"):
        assert page.count(shared) == 1, shared  # the method that all have, once before them
    chapters = [
        section["way"]["steps"] for section in json.loads(cx("report", *TELECOM, "--format", "json").out)["sections"]
    ]
    done_when = [step["measure"] for steps in chapters for step in steps]
    assert len(done_when) > 20
    assert [measure for measure in done_when if page.count(measure) > 1] == []


def texts(value: Any) -> Iterator[str]:
    """The texts of every fact and every cell of a document."""
    if isinstance(value, dict):
        if {"label", "text"} <= set(value):
            yield value["text"]
        if {"words", "shade"} <= set(value):
            said = value["words"]
            yield said if isinstance(said, str) else "".join(span["text"] for span in said)
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def squeezed(text: str) -> str:
    """A text as its letters, digits and signs: formats part lines as they must, and Markdown escapes."""
    return re.sub(r"[\s\\*\u2060-\u2069\u200b-\u200f]+", "", text)


KINDS: dict[str, Any] = {**{path.stem: path for path in EXAMPLES}, **EXTREMES}


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_stands_in_every_format(kind: str, cx: Cx, tmp_path: Path) -> None:
    """A board that reads one format decides on the same figures as one that reads another."""
    pytest.importorskip("typst")
    given = [str(KINDS[kind])] if kind not in EXTREMES else arguments(kind, tmp_path / "given")
    first = given.index("--questionnaires") + 2 if "--questionnaires" in given else 0
    values = json.loads(cx(*given[:first], "report", *given[first:], "--format", "json").out)["document"]
    # what a picture shows stands in its text where paper has no room for its table
    numbers = {text for text in texts(values) if re.search(r"\d", text)}
    assert len(numbers) > (0 if kind in EXTREMES else 20)
    for name, shown in _laid_out(msgspec.convert(values, Document)).items():
        seen, looked_for = squeezed(shown), [text for text in sorted(numbers) if name != "pdf" or len(text) <= 12]
        assert [text for text in looked_for if squeezed(text) not in seen] == [], name


def _laid_out(document: Document) -> dict[str, str]:
    """What people read of a document in each format: planned once, laid out three times."""
    page, markdown = (FORMATS[name].write(document, Setting(data_folder("templates"))) for name in ("html", "md"))
    bare = re.sub(r"<(style|script)\b.*?</\1>", "", page.decode(), flags=re.S)
    return {
        "html": html.unescape(re.sub(r"<[^>]+>", " ", bare)),
        "md": re.sub(r"\]\([^)]*\)|\[", "", markdown.decode()),
        "pdf": text_of(paper(document)),
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("layout", ["md", "html"])
def test_one_page_says_what_a_board_decides(example: Path, layout: str, cx: Cx) -> None:
    ran = cx("report", example, "--one-page", "--format", layout)
    assert ran.code == 0
    assert "What we ask the board to decide" in ran.out or "The highest stage is reached" in ran.out
    assert not re.search(r"## Annex|>Annex<", ran.out)
    assert len(ran.out) < len(cx("report", example, "--format", layout).out) / 2


def test_words_are_in_the_plural_where_numbers_are(cx: Cx) -> None:
    for example in EXAMPLES:
        text = " ".join(cx("report", example, "--format", "md").out.split())
        slip = r"(?<![\d.,])\b1 (steps|days|months|practices|answers|options|levels|person-days)\b"
        assert not re.search(slip, text)


def test_what_a_body_leaves_out_stands_in_the_annex(cx: Cx, tmp_path: Path) -> None:
    """Who reads "and five more, in the annex" finds them there."""
    stands = ["embed", "embed", "ignore"]
    answers = "".join(f"  {id_}: {stands[i % 3]}\n" for i, id_ in enumerate(PRACTICES["organisational"]))
    path = answered(tmp_path, f"answers:\n{answers}")
    (section,) = json.loads(cx("report", path, "--format", "json").out)["sections"]
    unsupported = [one["said"] for one in section["unsupported"]]
    body, _, annex = cx("report", path, "--format", "md").out.partition("\n## Annex")
    assert len(unsupported) > 6
    assert "in the annex." in body.partition("What does not fit together")[2]
    assert [said for said in unsupported if said not in annex] == []


def test_what_is_none_is_not_said_as_no(cx: Cx, tmp_path: Path) -> None:
    """ "No of two questionnaires claim a stage" is no sentence."""
    files = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for path, questionnaire in zip(files, ("organisational", "ladder"), strict=True):
        path.write_text(head(questionnaire))
    page = cx("report", *files, "--format", "md").out
    assert "None of two questionnaires claim a stage." in page
    assert not re.search(r"\b[Nn]o of\b", page)
    assert say("{n:word} of {all:word} links", n=0, all=2) == "none of two links"
    assert say("{n:word} {n|link|links} of two", n=0) == "no links of two"


def test_without_plans_no_target_is_said_to_be_reached(cx: Cx) -> None:
    page = cx("report", *TELECOM, "--no-plan", "--format", "md").out
    assert not re.search(r"targets? (is|are) reached", page)


def test_at_the_top_the_board_decides_on_the_targets_of_dimensions_alone(cx: Cx, tmp_path: Path) -> None:
    answers = "".join(f"  {id_}: embed\n" for id_ in PRACTICES["organisational"])
    rest = answers.partition("\n")[2]
    path = answered(
        tmp_path, f"target: {{dimensions: {{strategy: embed}}}}\nanswers:\n  strategy.intent: align\n{rest}"
    )
    page = cx("report", path, "--one-page", "--format", "md").out
    assert "Whether  is the target" not in page
    assert "Whether is the target" not in page


def test_one_open_practice_comes_in_no_order(cx: Cx, tmp_path: Path) -> None:
    *known, last = PRACTICES["organisational"]
    answers = "".join(f"  {id_}: mobilise\n" for id_ in known)
    page = body_of(cx("report", answered(tmp_path, f"answers:\n{answers}  {last}: dk\n"), "--format", "md").out)
    assert "One practice is not known: lowest in the worst case, highest in the best." in page
    assert "What matters most comes first" not in page
