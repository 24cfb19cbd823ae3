"""`cxmaturity explain`: why a result is what it is, in plain lines, and the arithmetic behind it."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.completion import parts
from cxmaturity.cli.loading import Loaded, load
from cxmaturity.cli.naming import named_part
from cxmaturity.cli.paging import put_paged
from cxmaturity.cli.planning import planned
from cxmaturity.cli.settings import Settings, settings
from cxmaturity.cli.terminal import one_line
from cxmaturity.cli.values import choice
from cxmaturity.domain.agreement.explained import AGREEMENT, agreement_lines, practice_lines
from cxmaturity.domain.answers import is_valid, months_before
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.outcomes.value_lines import VALUE
from cxmaturity.domain.scoring.lines import grip, groups
from cxmaturity.domain.scoring.outcome import ROOT, Outcome, line_name
from cxmaturity.domain.scoring.primitives import plain
from cxmaturity.domain.scoring.program import Line
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.files.yaml.source import refused

ReadingName = Literal["answered", "worst", "best", "documented"]
READINGS: dict[ReadingName, str] = {
    "answered": "as answered: ranges at their lower end, unknown practices left out",
    "worst": "worst case: ranges at their lower end, unknown practices at the lowest point",
    "best": "best case: ranges at their upper end, unknown practices at the highest point",
    "documented": "documented: ranges at their lower end; what is unknown or lacks valid evidence left out",
}


def explain(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="An answers file; - is standard input.")],
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHAT]",
            autocompletion=parts,
            help="A practice or dimension, by its id, title or a part of either, agreement, or value; the stage if left"
            " out.",
        ),
    ] = None,
    reading: Annotated[
        ReadingName | None,
        typer.Option(
            metavar="|".join(READINGS),
            parser=choice(READINGS),
            autocompletion=lambda: list(READINGS),
            help="The reading that the arithmetic follows, for a dimension or the stage; answered if left out.",
        ),
    ] = None,
    outcomes: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="For value: a file of outcomes; if left out, outcomes.yaml beside FILE."),
    ] = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="The full arithmetic, line by line, to be redone on paper.")
    ] = False,
) -> None:
    """Explain a stage, a dimension, a practice or the value at stake.

    In a few plain lines: where it stands, why it is not higher, and what would move it. With --trace, or a --reading,
    the arithmetic line by line, with the rule that it follows.
    """
    chosen = settings(context)
    read = load([file], chosen.catalogue())[0]
    assessment = assess(read.questionnaire, read.answers)
    if what == VALUE:
        _put_lines(_value(read, outcomes, chosen), chosen)
        return
    if outcomes is not None:
        raise typer.BadParameter("it goes with value only", param_hint="--outcomes")
    others = ("stage", AGREEMENT) if assessment.answers.team else ("stage",)
    named = "stage" if what is None else named_part(what, assessment.questionnaire, *others)
    if named == AGREEMENT:
        _put_lines(agreement_lines(assessment.questionnaire, assessment.answers), chosen)
        return
    if trace or reading is not None:
        lines = _trace(assessment, reading or "answered", named)
        _put_lines(lines, chosen)
        return
    _explain(planned(assessment, None), named, chosen)
    more = f"cxmaturity explain {one_line(file)}"
    asked = "" if what is None else f" {named}"
    chosen.say(f"\nThe arithmetic: {more}{asked} --trace")
    if what is None:
        chosen.say(f"A part of it: {more} {assessment.questionnaire.dimensions[0].id}, or a practice")


def _value(read: Loaded, outcomes: str | None, chosen: Settings) -> Iterator[str]:
    """Every line of the value at stake, with the days of the plan. ProblemsFoundError where no file says what it is."""
    from cxmaturity.cli.beside import reported, value_at_stake
    from cxmaturity.domain.outcomes.value_lines import value_lines
    from cxmaturity.statistics.bootstrap import DRAWS, SEED

    file = read.answers.file
    told = reported([read], outcomes, chosen).get(file)
    plan = planned(assess(read.questionnaire, read.answers), None).result.plan
    valued = value_at_stake(told.stakes if told else None, plan.days if plan else None)
    if valued is None:
        hint = "name a file with --outcomes; see cxmaturity new outcomes"
        raise refused(outcomes or file, None, "no-value", "no outcomes say what is at stake", hint)
    return value_lines(*valued, DRAWS, SEED)


def _put_lines(lines: Iterable[str], chosen: Settings) -> None:
    put_paged("".join(line.rstrip() + "\n" for line in lines).encode(), chosen)


def _explain(assessment: Assessment, named: str, chosen: Settings) -> None:
    from cxmaturity.cli.printing import put_document
    from cxmaturity.reports.build.explained import dimension_explained, practice_explained, stage_explained

    if named == "stage":
        document = stage_explained(assessment)
    elif named in assessment.questionnaire.practices:
        document = practice_explained(assessment, named)
    else:
        document = dimension_explained(assessment, named)
    put_document(document, "table", chosen)


def _trace(assessment: Assessment, reading: ReadingName, named: str) -> Iterator[str]:
    if named == "stage":
        return _stage(assessment, reading)
    if named in assessment.questionnaire.practices:
        return _practice(assessment, named)
    return _dimension(assessment, reading, named)


def _outcome(assessment: Assessment, reading: ReadingName) -> Outcome:
    outcome: Outcome = getattr(assessment.scores, reading)
    return outcome


def _rule(assessment: Assessment) -> Iterator[str]:
    rule = rule_of(assessment.questionnaire)
    yield f"Rule: {rule.level_words(assessment.questionnaire)}"
    yield rule.stage_words(assessment.questionnaire)


def _scale(assessment: Assessment) -> Iterator[str]:
    points = [f"{p.rank} {p.id} (value {plain(p.value)})" for p in assessment.questionnaire.scale]
    yield f"Scale: {', '.join(points)}."
    yield f"In the lines, [a >= b] is 1 where it holds, else 0; {ROOT} is everything together; - is nothing."
    yield "A rating is 0 not, 1 partly, 2 largely or 3 fully: how many of the limits its share passes."


def _stage(assessment: Assessment, reading: ReadingName) -> Iterator[str]:
    scores = assessment.scores
    yield f"Stage: {one_line(rule_of(assessment.questionnaire).stage_sentence(assessment))}"
    yield from _rule(assessment)
    yield from _scale(assessment)
    yield f"Reading {READINGS[reading]}."
    outcome = _outcome(assessment, reading)
    for group in assessment.questionnaire.dimensions:
        reached = rule_of(assessment.questionnaire).standing_line(group.id)
        yield from _show(assessment, outcome, [line_name("score", group.id), reached])
    yield ""
    yield from _show(assessment, outcome, [line.name for line in _about(assessment, ROOT)])
    yield ""
    yield from (scores.program.show(line, outcome) for line in _about(assessment, ""))
    yield ""
    for each, words in READINGS.items():
        yield f"stage = {plain(_outcome(assessment, each).stage)} in the reading {words}"
    result = assessment.result
    if result.stage.documented is not None:
        yield f"documented = {result.stage.documented}: never above the stage as answered"
    floor = assessment.questionnaire.scoring.coverage_floor
    yield f"coverage = {result.answered} of {result.applicable} applicable practices; {floor} % makes a claim"


def _dimension(assessment: Assessment, reading: ReadingName, id_: str) -> Iterator[str]:
    yield from _rule(assessment)
    yield from _scale(assessment)
    yield f"Reading {READINGS[reading]}."
    outcome = _outcome(assessment, reading)
    group = next(g for g in groups(assessment.questionnaire) if g.id == id_)
    yield from _show(assessment, outcome, [line_name("value", p.id) for p in group.practices if outcome.rank(p.id)])
    yield from _show(assessment, outcome, [line.name for line in _about(assessment, id_)])
    held = grip(id_, assessment.questionnaire, outcome)
    if held is not None:
        yield f"grip = share({id_}, {id_}) = {plain(held)}, slip = 100 - {plain(held)} = {plain(100 - held)}"


def _practice(assessment: Assessment, id_: str) -> Iterator[str]:
    questionnaire, answers = assessment.questionnaire, assessment.answers
    practice, answer = questionnaire.practices[id_], answers.of(id_)
    yield f"{id_}: {one_line(practice.question)}"
    points = [questionnaire.point(rank).id for rank in dict.fromkeys((answer.low, answer.high)) if rank]
    yield f"answer: {' to '.join(points) or answer.status}" + (
        f" (because {one_line(answer.because)})" if answer.because else ""
    )
    if answer.votes:
        yield from practice_lines(practice, answer.votes)
    yield f"weight: {practice.weight}"
    for reading, words in READINGS.items():
        outcome = _outcome(assessment, reading)
        rank = outcome.rank(id_)
        stands = "left out" if rank is None else f"rank {rank}, {questionnaire.point(rank).id}"
        yield f"{stands}, value {plain(outcome.value(id_))}: {words}"
    months = questionnaire.scoring.evidence_months
    yield f"evidence counts from {months_before(answers.date, months)} to {answers.date} ({months} months)"
    for evidence in answer.evidence:
        verdict = "counts" if is_valid(evidence, answers.date, months) else "does not count"
        yield f"  {evidence.date or 'undated'} {one_line(evidence.what)}: {verdict}"
    for gate, state in zip(questionnaire.gates, assessment.result.gates, strict=True):
        if gate.practice == id_:
            name = one_line(questionnaire.point(gate.stage).name)
            yield f"gate of {name}, needs rank {gate.stage}: {'open' if state.open else 'shut'}"


def _show(assessment: Assessment, outcome: Outcome, names: list[str]) -> Iterator[str]:
    program = assessment.scores.program
    wanted = set(names)
    return (program.show(line, outcome) for line in program.lines if line.name in wanted)


def _about(assessment: Assessment, id_: str) -> list[Line]:
    """The lines about a group, or for an empty id about the whole result."""
    return [line for line in assessment.scores.program.lines if line.about == id_]


COMMAND = Command(
    explain,
    (
        "cxmaturity explain organisational.yaml",
        "cxmaturity explain organisational.yaml people",
        "cxmaturity explain organisational.yaml --trace",
        "cxmaturity explain organisational.yaml value --outcomes outcomes.yaml",
    ),
)
