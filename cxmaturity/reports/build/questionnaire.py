"""A questionnaire as a document: its scale, its rule, its words, and every practice with its options and steps."""

from collections.abc import Iterable, Iterator

from cxmaturity.domain.glossary import answering, glossary
from cxmaturity.domain.language import counted_plain, say
from cxmaturity.domain.length import length_words
from cxmaturity.domain.model import Action, Dimension, Option, Practice, Questionnaire
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.reports.build.common import group, paragraph
from cxmaturity.reports.build.untitled import untitled
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Document,
    Group,
    Labelled,
    Labels,
    Part,
    Span,
    Words,
)
from cxmaturity.reports.words.effort import step_effort


def questionnaire_document(questionnaire: Questionnaire) -> Document:
    """A questionnaire, as `cxmaturity show` prints it."""
    return untitled("", questionnaire.title, "", questionnaire.about, _parts(questionnaire))


def practice_document(questionnaire: Questionnaire, id_: str) -> Document:
    """One practice of a questionnaire, by its id, as `cxmaturity show` prints it."""
    practice = questionnaire.practices[id_]
    part = Part(id_, f"part-{id_}", "", _practice(questionnaire, practice).blocks)
    rule = Part("answering", "part-answering", "How to answer", _answering(questionnaire))
    return untitled("", practice.title, "", practice.question, (part, rule))


def _parts(questionnaire: Questionnaire) -> Iterator[Part]:
    parts: Iterable[tuple[str, str, Iterable[Block | None]]] = (
        ("about", "", (paragraph(questionnaire.about), paragraph(_size(questionnaire)))),
        ("answering", "How to answer", _answering(questionnaire)),
        ("scale", "Scale", (_scale(questionnaire),)),
        ("rule", "How it is scored", _rule(questionnaire)),
        ("words", "Words", (Labels(tuple(Labelled(term.term, term.means) for term in glossary(questionnaire))),)),
        *(
            (dimension.id, dimension.name, _dimension(questionnaire, dimension))
            for dimension in questionnaire.dimensions
        ),
        ("credits", "Credits", (paragraph(questionnaire.credits), paragraph(_licence(questionnaire)))),
    )
    for name, title, blocks in parts:
        there = tuple(block for block in blocks if block is not None)
        if there:
            yield Part(name, f"part-{name}", title, there)


def _answering(questionnaire: Questionnaire) -> tuple[Block, ...]:
    rule = paragraph(answering(questionnaire))
    return (rule,) if rule else ()


def _size(questionnaire: Questionnaire) -> Words:
    named = f"{questionnaire.id}@{questionnaire.version}"
    return (Span("Questionnaire "), Span(named, "code"), Span(f": {length_words(questionnaire)}"))


def _licence(questionnaire: Questionnaire) -> str:
    licence = questionnaire.licence
    return say("Licence of the texts: {licence}", licence=licence) if licence else ""


def _scale(questionnaire: Questionnaire) -> Labels:
    return Labels(
        tuple(
            Labelled(f"{point.rank}. {point.name}", (Span(f"{point.meaning} ("), Span(point.id, "code"), Span(")")))
            for point in questionnaire.scale
        )
    )


def _rule(questionnaire: Questionnaire) -> Iterator[Block | None]:
    for sentence in rule_of(questionnaire).paragraphs(questionnaire):
        yield paragraph(sentence)
    if questionnaire.gates:
        yield Bullets(
            tuple(
                say(
                    "{stage} needs {practice} at {stage} or above.",
                    stage=questionnaire.point(gate.stage).name,
                    practice=questionnaire.practices[gate.practice].title,
                )
                for gate in questionnaire.gates
            )
        )


def _dimension(questionnaire: Questionnaire, dimension: Dimension) -> Iterator[Block | None]:
    yield paragraph(dimension.about)
    for practice in dimension.practices:
        yield _practice(questionnaire, practice)
    for inner in dimension.dimensions:
        yield group(inner.name, _dimension(questionnaire, inner))


def _practice(questionnaire: Questionnaire, practice: Practice) -> Group:
    options = [line for option in practice.options for line in _option(questionnaire, option)]
    blocks = (
        paragraph(practice.question),
        paragraph(practice.help),
        Labels(tuple(options)),
        paragraph(_about(practice), "small"),
    )
    return Group(practice.title, tuple(block for block in blocks if block is not None), practice.id)


def _option(questionnaire: Questionnaire, option: Option) -> Iterator[Labelled]:
    """An option, and the step that leads to it."""
    name = questionnaire.point(option.rank).name
    yield Labelled(f"{option.rank}. {name}", option.text)
    if option.step:
        needs = [
            say(
                "Requires {practice} at {point}.",
                practice=questionnaire.practices[need.practice].title,
                point=questionnaire.point(need.rank).name,
            )
            for need in option.step.requires
        ]
        yield Labelled(say("Step to {point}", point=name), " ".join([*_step(option.step), *needs]))


def _step(step: Action) -> Iterator[str]:
    yield step.do
    months = counted_plain(step.months, "month")
    yield say("{effort}, {months} at least.", effort=step_effort(step), months=months)
    if step.owner:
        yield say("Owner: {owner}.", owner=step.owner)
    yield say("Measure: {measure}", measure=step.measure)


def _about(practice: Practice) -> Words:
    weight = say(", weight {weight}", weight=practice.weight) if practice.weight != 1 else ""
    na = "; may be answered not applicable" if practice.na else ""
    source = say(" Source: {source}.", source=practice.source) if practice.source else ""
    return (Span("Practice "), Span(practice.id, "code"), Span(f"{weight}{na}.{source}"))
