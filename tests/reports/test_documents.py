"""Whether documents say all that there is: short ones on one screen, full ones with everything, in good words."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.cli.loading import assess_all, load
from cxmaturity.cli.planning import planned, quarters_of, search
from cxmaturity.cli.printing import further
from cxmaturity.cli.settings import Settings
from cxmaturity.domain.assessment import Assessment, with_roadmap
from cxmaturity.domain.results.roadmap import Roadmap
from cxmaturity.files.questionnaire.catalogue import Catalogue, data_folder
from cxmaturity.planning.plan.request import Request, goal_of
from cxmaturity.reports.build.comparison import crosswalk_view
from cxmaturity.reports.build.crosswalk import crosswalk_document
from cxmaturity.reports.build.plan import MOST_WAYS, plan_document
from cxmaturity.reports.build.questionnaire import questionnaire_document
from cxmaturity.reports.build.report import report_document
from cxmaturity.reports.build.summary import LOOKED_UP, summary_document
from cxmaturity.reports.build.view import view
from cxmaturity.reports.build.way import way_forward
from cxmaturity.reports.document.blocks import Document, Labelled
from cxmaturity.reports.formats.format import FORMATS, Setting
from cxmaturity.reports.words.effort import effort_words
from cxmaturity.reports.words.plan import RoadmapWords
from tests.cli.running import EXAMPLES, NORTHWIND, QUESTIONNAIRES, TELECOM

SCREEN = 23
"""The lines of a screen of 24, with one for what is typed next."""
NOUNS = "practice|step|day|person-day|month|answer|stage|quarter|dimension"
PLURALS = re.compile(
    rf"\b(?:1|one) (?:{NOUNS})s\b|\b(?:[2-9]|\d{{2,}}|two|three|four|five|ten) (?:{NOUNS})\b(?!-)", re.IGNORECASE
)
CATALOGUE = Catalogue()


def assessment(file: str) -> Assessment:
    return planned(assess_all(load([file], CATALOGUE), None)[0], None)


def printed(document: Document, name: str = "table", width: int = 80) -> str:
    return FORMATS[name].write(document, Setting(data_folder("templates"), width=width)).decode()


def words_of(text: str) -> str:
    """A text as one line, without what sets parts of it apart."""
    return " ".join(re.sub(r"[*`\\]|\]\(#[^)]*\)|\[", "", text).split())


def texts(value: object) -> Iterator[str]:
    """Every text of a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)


class TestSummaries:
    @pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
    def test_short_one_fits_on_a_screen(self, file: Path) -> None:
        lines = further(f"examples/{file.name}", Settings())
        made = view([assessment(str(file))], CATALOGUE.crosswalk())
        out = printed(summary_document(made, full=False, lines=lines))
        assert len(out.splitlines()) <= SCREEN
        said = words_of(out)
        assert said.endswith(f"The report cxmaturity report examples/{file.name} -o report.html")
        assert words_of(made.sections[0].sentences.stage) in said
        assert words_of(made.sections[0].sentences.documented) in said
        assert (
            all(words_of(move.title) in said for move in made.sections[0].way.moves) if made.sections[0].way else True
        )

    def test_full_one_has_all_but_what_is_looked_up(self) -> None:
        made = view([assessment(NORTHWIND)], CATALOGUE.crosswalk())
        document = summary_document(made, full=True, lines=(Labelled("Next", "here"),))
        (chapter,), (whole,) = document.chapters, report_document(made).chapters
        assert chapter.body == whole.body
        assert chapter.annex[:-1] == tuple(part for part in whole.annex if part.name not in LOOKED_UP)
        assert printed(document).endswith("\n\nNext  here\n")

    @pytest.mark.parametrize("full", [False, True])
    def test_several_have_a_chapter_each(self, full: bool) -> None:
        made = view([assessment(str(file)) for file in TELECOM], CATALOGUE.crosswalk())
        out = printed(summary_document(made, full=full))
        assert all(f"\n{section.title}\n{'─' * len(section.title)}\n" in out for section in made.sections)
        assert out.count("Told of bills beforehand, and still surprised") == 1


class TestPlans:
    @pytest.fixture(scope="class")
    @staticmethod
    def telecom() -> Assessment:
        return assessment(NORTHWIND)

    @staticmethod
    def scheduled(telecom: Assessment) -> Roadmap:
        quarters = quarters_of(6, "120")
        asked = replace(goal_of(telecom), quarters=quarters.count, capacity=quarters.capacity)
        return search(telecom, asked, 30, live=False)

    @pytest.mark.parametrize("name", ["table", "md"])
    def test_every_sentence_is_there(self, telecom: Assessment, name: str) -> None:
        roadmap = self.scheduled(telecom)
        said = way_forward(with_roadmap(telecom, roadmap), "", "")
        assert said is not None
        out = words_of(printed(plan_document(telecom, roadmap), name, width=400))
        sentences = RoadmapWords(telecom)
        assert roadmap.plan is not None
        assert words_of(sentences.headline(roadmap, roadmap.plan)) in out
        assert all(words_of(text) in out for _, text in said.facts)
        assert all(words_of(sentences.saving(saving)) in out for saving in roadmap.find_out if saving.savings)
        assert all(words_of(text) in out for text in (said.advice, said.ways_said, effort_words(telecom)))
        for step in said.steps:
            assert all(words_of(text) in out for text in (step.step, step.measure, step.owner, step.runs, step.growth))
        for quarter in said.quarters:
            assert f"{quarter.days} of 120" in out
        assert all(words_of(way.practices) in out for way in said.ways)

    def test_short_one_counts_what_it_leaves_out(self, telecom: Assessment) -> None:
        roadmap = self.scheduled(telecom)
        out = words_of(printed(plan_document(telecom, roadmap, full=False)))
        assert roadmap.ways is not None
        assert f"And {len(roadmap.ways.sets) - MOST_WAYS} more; --format md lists them." in out
        assert "Done when" not in out

    def test_advice_comes_before_the_steps(self, telecom: Assessment) -> None:
        roadmap = telecom.roadmap
        assert roadmap is not None
        names = [part.name for part in plan_document(telecom, roadmap).chapters[0].body]
        assert names[:3] == ["stand", "before", "steps"]

    def test_frontier_lists_what_is_bought(self, telecom: Assessment) -> None:
        roadmap = search(telecom, None, 30, live=False)
        out = printed(plan_document(telecom, roadmap))
        assert roadmap.frontier is not None
        assert out.count("bought here") == len(roadmap.frontier.stages)
        assert "person-days" not in out.partition("Efforts are")[0]

    def test_csv_has_a_line_for_each_step(self, telecom: Assessment) -> None:
        roadmap = telecom.roadmap
        assert roadmap is not None
        assert roadmap.plan is not None
        setting = Setting(data_folder("templates"), view=view([with_roadmap(telecom, roadmap)]))
        out = FORMATS["csv"].write(plan_document(telecom, roadmap), setting).decode()
        assert len(out.splitlines()) == 1 + len(roadmap.plan.steps)

    def test_budget_that_buys_nothing(self, telecom: Assessment) -> None:
        out = printed(plan_document(telecom, search(telecom, Request(budget=1), 30, live=False)))
        assert "1 person-day buys no step; the stage stays Mobilise." in words_of(out)


class TestQuestionnaires:
    @pytest.mark.parametrize("name", ["table", "md"])
    @pytest.mark.parametrize("path", QUESTIONNAIRES, ids=lambda path: path.stem)
    def test_every_text_is_there(self, path: Path, name: str) -> None:
        questionnaire = CATALOGUE.find(path.stem)
        assert questionnaire is not None
        out = words_of(printed(questionnaire_document(questionnaire), name, width=2000))
        assert all(
            words_of(text) in out for text in (questionnaire.about, questionnaire.credits, questionnaire.licence)
        )
        assert all(words_of(point.meaning) in out for point in questionnaire.scale)
        for practice in questionnaire.practices.values():
            assert all(words_of(text) in out for text in (practice.title, practice.question, practice.help))
            assert f"Practice {practice.id}" in out
            for option in practice.options:
                assert words_of(option.text) in out
                if option.step:
                    step = option.step
                    assert all(words_of(text) in out for text in (step.do, step.owner, step.measure))

    def test_headings_go_down_by_one(self) -> None:
        questionnaire = CATALOGUE.find("organisational")
        assert questionnaire is not None
        levels = [
            len(mark) for mark in re.findall(r"^(#+) ", printed(questionnaire_document(questionnaire), "md"), re.M)
        ]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["table", "md"])
def test_crosswalk_has_every_text(name: str) -> None:
    questionnaires = [found for id_ in CATALOGUE.ids() if (found := CATALOGUE.find(id_))]
    together, conflicts = crosswalk_view(CATALOGUE.crosswalk(), questionnaires, None)
    out = words_of(printed(crosswalk_document(together, conflicts), name, width=2000))
    assert words_of(together.about) in out
    for row in together.scales:
        assert words_of(row.says) in out
    for fact in together.facts:
        assert all(words_of(text) in out for text in (fact.title, fact.fact, fact.evidence, *fact.levels))
    for conflict in conflicts:
        sides = (conflict.claim, conflict.denial)
        assert all(words_of(text) in out for text in (conflict.title, conflict.said, *(side.text for side in sides)))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_plurals(file: Path) -> None:
    """In reports, summaries and plans of every example."""
    known = assessment(str(file))
    made = view([known], CATALOGUE.crosswalk())
    documents = [report_document(made), report_document(made, one_page=True), summary_document(made, full=False)]
    documents += [plan_document(known, known.roadmap)] if known.roadmap and known.roadmap.plan else []
    for document in documents:
        wrong = [text for text in texts(document) if PLURALS.search(text)]
        assert not wrong
