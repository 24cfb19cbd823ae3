"""British spelling, the list of words behind it, and reading ease. `CXMATURITY_GOLDEN=write` rewrites the list."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.questionnaire.readability import reading_ease, text_of
from cxmaturity.files.questionnaire.spelling import SHORTEST, known_words, misspelt, words_of
from tests.build import questionnaire_of
from tests.cli.running import Cx

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "questionnaires").glob("*.yaml"))
LIST = ROOT / "questionnaires" / "words.txt"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
KEYS = (
    *("title", "about", "name", "meaning", "question", "help", "text", "do", "owner", "measure"),
    *("says", "fact", "evidence", "why", "term", "means"),
)
"""Under which texts for people stand; `source` and `credits` name people and documents."""


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from texts(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in KEYS and isinstance(value, str):
                yield value
            else:
                yield from value.values() if key == "measures" else texts(value)


TEXTS = {path: list(texts(yaml.load(path.read_text(), yaml.CSafeLoader))) for path in FILES}


def prose(page: Path) -> str:
    """A page without its code."""
    inline = (token.children or [] for token in MarkdownIt("commonmark").enable("table").parse(page.read_text()))
    return " ".join(child.content for children in inline for child in children if child.type == "text")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("organization", "organisation"),
        ("Organizations", "organisations"),
        ("prioritize", "prioritise"),
        ("emphasizes", "emphasises"),
        ("personalized", "personalised"),
        ("standardizing", "standardising"),
        ("organizer", "organiser"),
        ("analyze", "analyse"),
        ("analyzed", "analysed"),
        ("catalyzed", "catalysed"),
        ("behavior", "behaviour"),
        ("behavioral", "behavioural"),
        ("colors", "colours"),
        ("favorite", "favourite"),
        ("honored", "honoured"),
        ("labor", "labour"),
        ("neighborhood", "neighbourhood"),
        ("center", "centre"),
        ("centers", "centres"),
        ("centered", "centred"),
        ("liter", "litre"),
        ("program", "programme"),
        ("programs", "programmes"),
        ("catalog", "catalogue"),
        ("dialogs", "dialogues"),
        ("defense", "defence"),
        ("canceled", "cancelled"),
        ("labeling", "labelling"),
        ("traveler", "traveller"),
        ("modeled", "modelled"),
        ("enrollment", "enrolment"),
        ("fulfillment", "fulfilment"),
        ("installments", "instalments"),
        ("fulfill", "fulfil"),
        ("fulfills", "fulfils"),
        ("enroll", "enrol"),
        ("skillful", "skilful"),
        ("gray", "grey"),
        ("judgment", "judgement"),
    ],
)
def test_american_forms(wrong: str, right: str) -> None:
    assert list(misspelt(f"They say {wrong}, twice: {wrong}.")) == [(wrong, right)]
    assert list(misspelt(right)) == []


@pytest.mark.parametrize(
    "word",
    [
        *(
            "size",
            "sized",
            "downsizing",
            "oversized",
            "capsize",
            "resized",
            "prize",
            "seized",
            "horizon",
            "citizen",
        ),
        *("laboratory", "laborious", "honorary", "humorous", "vaporous", "collaborate", "evaporate", "elaborate"),
        *("meter", "parameters", "diameter", "centre", "enter", "deliberate", "literal", "theatrical", "fibre"),
        *("programme", "programmed", "catalogue", "analogous", "dialogue", "defence", "defensive", "offensive"),
        *("cancelled", "cancellation", "labelled", "modelling", "channelled", "fulfilled", "enrolled", "installed"),
        *("analyses", "analysis", "paralysed", "judgement", "installation"),
    ],
)
def test_british_forms(word: str) -> None:
    assert list(misspelt(word)) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("custmer", "customer"),  # left out
        ("custommer", "customer"),  # doubled
        ("cusotmer", "customer"),  # swapped
        ("custimer", "customer"),  # mistaken
        ("customrs", "customers"),
        ("seperate", "separate"),
        ("managment", "management"),
        ("adress", "address"),
        ("complaimt", "complaint"),
        ("jounrey", "journey"),
        ("quaterly", "quarterly"),
        ("feedbakc", "feedback"),
        ("excutive", "executive"),
        ("questionaire", "questionnaire"),
        ("orgnaisation", "organisation"),
    ],
)
def test_slips(wrong: str, right: str) -> None:
    assert list(misspelt(f"The {wrong}'s answer.")) == [(wrong, right)]


def test_every_long_word_is_meant_by_most_of_its_slips() -> None:
    """Of those that are no words of the list, or their forms, themselves."""
    known = [word for word in sorted(known_words()) if len(word) >= 9 and word.isalpha() and word[3] != word[4]]
    slips = [(word, word[:3] + word[4] + word[3] + word[5:]) for word in known]
    found = [list(misspelt(wrong)) == [(wrong, word)] for word, wrong in slips]
    assert len(found) > 500
    assert found.count(False) <= len(found) // 50, [
        word for (word, _), right in zip(slips, found, strict=True) if not right
    ]


@pytest.mark.parametrize(
    "text",
    [
        "zzyzzx",  # like nothing
        "retail",  # one first letter from detail
        "Custmer",  # a name, or the head of a sentence, may be spelt as it likes
        "custm",  # shorter than what is looked up
        "customers' customer's customering",
        "",
        "12 % of 3,400",
    ],
)
def test_no_slips(text: str) -> None:
    assert list(misspelt(text)) == []
    assert SHORTEST == 6


def test_words_of() -> None:
    found = ["The", "company", "customers", "don't", "e", "mail", "it’s", "A", "B"]
    assert list(words_of("The company's customers' don't e-mail; it’s 24 A/B.")) == [
        word.removesuffix("’s") for word in found
    ]


def test_texts_around_the_practices_are_looked_at(tmp_path: Path, cx: Cx) -> None:
    path = tmp_path / "own.yaml"
    text = (ROOT / "tests" / "cases" / "bad" / "own" / "mini.yaml").read_text()
    for old, new in (
        (
            "title: Mini",
            "title: Mini has a color\nabout: We analyze.\nglossary: [{term: rule, means: To standardize.}]",
        ),
        ("meaning: All of it is there.", "meaning: All of it at the center."),
        ("name: Desk", "name: Labor"),
    ):
        text = text.replace(old, new, 1)
    path.write_text(text)
    told = [line.split(": warning: ")[1] for line in cx("check", path).out.splitlines() if "misspelt" in line]
    places = ["title", "about", "glossary.1", "scale.high", "dimensions.tools.dimensions.desk"]
    assert [line.split(":")[0] for line in told] == places


def test_the_texts_of_a_crosswalk_are_looked_at(tmp_path: Path, cx: Cx) -> None:
    path = tmp_path / "crosswalk.yaml"
    path.write_text(
        "schema: cxmaturity/crosswalk@1\ntitle: One color\nabout: We analyze.\nmeasures: {digital: its behavior}\n"
        "equivalents: [{says: The center., at: [digital@loyalty]}]\n"
        "facts: [{id: f, title: A program, fact: In gray., evidence: A catalog.,"
        " levels: [{says: So in labor., at: [digital/agent.context@loyalty]}]}]\n"
        "contradictions: [{id: c, title: Defense, kind: tension, claim: digital@loyalty, denial: ladder@trust,"
        " why: A judgment.}]\n"
    )
    ran = cx("check", "--strict", path)
    assert (ran.code, ran.out.count("looks misspelt in British English")) == (1, 10)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_of_the_built_in_files_is_misspelt(path: Path) -> None:
    assert len(TEXTS[path]) > 40
    assert [(text, found) for text in TEXTS[path] for found in misspelt(text)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_word_of_the_pages_is_misspelt(page: Path) -> None:
    text = prose(page)
    assert len(text) > 500
    # what runs on a computer is a program in British English too
    assert set(misspelt(text)) - {("program", "programme"), ("programs", "programmes")} == set()


def test_the_list_is_that_of_the_texts() -> None:
    """All their words; and of the pages those that would otherwise look like a slip."""
    needed = {word.lower() for path in FILES for text in TEXTS[path] for word in words_of(text)}
    allowed = needed | {word.lower() for page in PAGES for word in words_of(prose(page))}
    if os.environ.get("CXMATURITY_GOLDEN") == "write":
        kept = needed | (known_words() & allowed)
        LIST.write_text("".join(f"{word}\n" for word in sorted(kept)))
    listed = LIST.read_text().splitlines()
    assert sorted(needed.difference(listed)) == []
    assert sorted(set(listed) - allowed) == []
    assert listed == sorted(set(listed))


@pytest.mark.parametrize(
    ("text", "ease"),
    [
        # 206.835 - 1.015 * words a sentence - 84.6 * syllables a word
        ("The cat sat on the mat.", 206.835 - 1.015 * 6 - 84.6 * 6 / 6),
        ("Go on. Stop!", 206.835 - 1.015 * 3 / 2 - 84.6 * 3 / 3),
        ("no end", 206.835 - 1.015 * 2 - 84.6 * 2 / 2),  # the end of the text ends a sentence
        ("Every customer answers.", 206.835 - 1.015 * 3 - 84.6 * (3 + 3 + 2) / 3),
        ("They made one rule: ask.", 206.835 - 1.015 * 5 / 2 - 84.6 * 5 / 5),  # silent: made, one, rule
        ("A table, a fee; agree?", 206.835 - 1.015 * 5 / 2 - 84.6 * (1 + 2 + 1 + 1 + 2) / 5),
        ("The 24 calls cost 3.50 each.", 206.835 - 1.015 * 4 - 84.6 * 4 / 4),  # figures are no words
        ("Re-ordered, it's paid.", 206.835 - 1.015 * 3 - 84.6 * (4 + 1 + 1) / 3),  # re-or-der-ed, by groups
        ("Accountability institutionalisation", 206.835 - 1.015 * 2 - 84.6 * (6 + 8) / 2),
    ],
)
def test_reading_ease(text: str, ease: float) -> None:
    assert reading_ease(text) == pytest.approx(ease)


@pytest.mark.parametrize("text", ["", "12 %", "..."])
def test_a_text_without_words_has_no_reading_ease(text: str) -> None:
    assert reading_ease(text) is None


def test_text_of_a_questionnaire_ends_every_text_as_a_sentence() -> None:
    made = questionnaire_of({"scale": [1, 2], "tree": {"a": {"practices": {"a1": {}}}}})
    assert text_of(made) == "Behaviour 1.\nBehaviour 2.\nMeet. Write it down.\nWhere does a1 stand?"


def test_easier_words_read_easier() -> None:
    catalogue = Catalogue()
    found: list[Questionnaire] = [one for id_ in catalogue.ids() if (one := catalogue.find(id_))]
    for questionnaire in found:
        ease = reading_ease(text_of(questionnaire))
        assert ease is not None
        assert 30 < ease < 100, "between a contract and a children's book"
