"""How a result came about: the rule, the readings, the scale, the words, and what it takes to redo it."""

from collections.abc import Iterator

from cxmaturity.domain.language import say
from cxmaturity.domain.model import Term
from cxmaturity.reports.build.common import cell, group, paragraph, place, row
from cxmaturity.reports.document.blocks import Block, Bullets, Column, Labelled, Labels, Span, Table
from cxmaturity.reports.view.report import Section, View

SHARED = "What the methods share"


def shared(view: View) -> Iterator[Block | None]:
    """What the methods of several questionnaires share: sentences of their rules, and words; once in a report."""
    rule, ratings, words = _shared(view)
    yield group("The rules", [paragraph(sentence) for sentence in rule])
    yield group("Shares and their ratings", [Bullets(ratings)]) if ratings else None
    yield group("Words", [_words(words)]) if words else None


def _shared(view: View) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Term, ...]]:
    """Sentences of the rules, ratings and words of all sections; nothing of a single one."""
    if len(view.sections) < 2:
        return (), (), ()
    first, *others = view.sections
    rule = tuple(sentence for sentence in first.rule if all(sentence in section.rule for section in others))
    words = tuple(term for term in first.glossary if all(term in section.glossary for section in others))
    ratings = _ratings(first)
    return rule, ratings if all(_ratings(section) == ratings for section in others) else (), words


def method(view: View, section: Section) -> Iterator[Block | None]:
    """The method of one questionnaire, once in a report: what several share stands before them all."""
    rule, ratings, words = _shared(view)
    own = [sentence for sentence in section.rule if sentence not in rule]
    yield paragraph(section.about)
    yield group("The rule", [paragraph(sentence) for sentence in own])
    yield None if ratings else group("Shares and their ratings", [Bullets(_ratings(section))])
    yield group("Four readings", [_readings(section)])
    yield group("The scale", [Labels(tuple(Labelled(point.name, point.meaning) for point in section.scale))])
    terms = tuple(term for term in section.glossary if term not in words)
    yield group("Words", [_words(terms)]) if terms else None
    yield group("The instrument", [paragraph(section.credits), paragraph(_licence(section), "small")])
    yield group("To redo it", [_redo(view, section)])
    if any((rule, ratings, words)):
        yield paragraph((Span("What the methods of all questionnaires share stands before them.", to="page.method"),))


def _words(terms: tuple[Term, ...]) -> Labels:
    return Labels(tuple(Labelled(term.term, term.means) for term in terms))


def _ratings(section: Section) -> tuple[str, ...]:
    scoring = section.scoring
    return (
        say("N, not: up to {partly} %.", partly=section.partly),
        say("P, partly: above {partly} % and up to {most} %.", partly=section.partly, most=scoring.most),
        say("L, largely: above {most} % and below {nearly} %.", most=scoring.most, nearly=scoring.nearly),
        say("F, fully: at least {nearly} %.", nearly=scoring.nearly),
    )


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
            Labelled("Questionnaire", (Span(questionnaire, "code"), *hashed(section.questionnaire_sha256))),
            Labelled("Answers", (Span(file, "code"), *hashed(section.answers_sha256))),
            Labelled("Software", (Span(f"cxmaturity {view.version}", "code"),)),
            Labelled("The numbers", (Span(f"cxmaturity score {file}", "code"),)),
            Labelled("The arithmetic", (Span(f"cxmaturity explain {file}", "code"),)),
            Labelled("This report", (Span(f"cxmaturity report {file}", "code"),)),
        )
    )


def hashed(sha256: str) -> tuple[Span, ...]:
    """The hash of a file, behind its name."""
    return (Span(", SHA-256 "), Span(sha256, "code"))
