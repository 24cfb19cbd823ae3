"""How a result came about: the rule, the readings, the scale, the words, and what it takes to redo it."""

from collections.abc import Iterator

from cxmaturity.domain.language import say
from cxmaturity.reports.build.common import cell, group, paragraph, place, row
from cxmaturity.reports.document.blocks import Block, Bullets, Column, Labelled, Labels, Span, Table
from cxmaturity.reports.view.report import Section, View


def method(view: View, section: Section) -> Iterator[Block | None]:
    """The method of one questionnaire, once in a report."""
    yield paragraph(section.about)
    yield group("The rule", [paragraph(sentence) for sentence in section.rule])
    scoring = section.scoring
    ratings = (
        say("N, not: up to {partly} %.", partly=section.partly),
        say("P, partly: above {partly} % and up to {most} %.", partly=section.partly, most=scoring.most),
        say("L, largely: above {most} % and below {nearly} %.", most=scoring.most, nearly=scoring.nearly),
        say("F, fully: at least {nearly} %.", nearly=scoring.nearly),
    )
    yield group("Shares and their ratings", [Bullets(ratings)])
    yield group("Four readings", [_readings(section)])
    yield group("The scale", [Labels(tuple(Labelled(point.name, point.meaning) for point in section.scale))])
    yield group("Words", [Labels(tuple(Labelled(term.term, term.means) for term in section.glossary))])
    yield group("The instrument", [paragraph(section.credits), paragraph(_licence(section), "small")])
    yield group("To redo it", [_redo(view, section)])


def _licence(section: Section) -> str:
    return say("Licence of its texts: {licence}", licence=section.licence) if section.licence else ""


def _readings(section: Section) -> Table:
    names = section.stage_names
    claimed = names.stage if section.result.stage.claimed else "not claimed"
    lines = (
        ("As answered", "ranges at their lower end, unknown left out", claimed),
        ("Worst case", "ranges at their lower end, unknown at the lowest point", names.worst),
        ("Best case", "ranges at their upper end, unknown at the highest point", names.best),
        ("Documented", "as answered, answers without valid evidence left out; never above it", names.documented),
    )
    return Table(
        place(section, "readings"),
        "The four readings of the answers, with the stage that each gives",
        (Column("Reading", share=3), Column("Stage")),
        tuple(row(cell(name, note=about), cell(stage)) for name, about, stage in lines),
    )


def _redo(view: View, section: Section) -> Labels:
    file = section.file or "FILE"
    questionnaire = f"{section.questionnaire_id}@{section.version}"
    return Labels(
        (
            Labelled("Questionnaire", (Span(questionnaire, "code"), *_hash(section.questionnaire_sha256))),
            Labelled("Answers", (Span(file, "code"), *_hash(section.answers_sha256))),
            Labelled("Software", (Span(f"cxmaturity {view.version}", "code"),)),
            Labelled("The numbers", (Span(f"cxmaturity score {file}", "code"),)),
            Labelled("The arithmetic", (Span(f"cxmaturity explain {file}", "code"),)),
            Labelled("This report", (Span(f"cxmaturity report {file}", "code"),)),
        )
    )


def _hash(sha256: str) -> tuple[Span, ...]:
    return (Span(", SHA-256 "), Span(sha256, "code"))
