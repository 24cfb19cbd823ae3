"""What does not fit together in and between answers files, and with what customers say, as warnings of `check`."""

from collections.abc import Iterator, Sequence
from pathlib import Path as File

from cxmaturity.cli.beside import beside, is_of, reported_of
from cxmaturity.cli.checked import Read, ReadOutcomes, checked_outcomes
from cxmaturity.cli.explaining import idle
from cxmaturity.cli.loading import assess_all, by_organisation
from cxmaturity.cli.terminal import one_line
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.claims import rule_of_measure
from cxmaturity.domain.crosswalk import Crosswalk
from cxmaturity.domain.language import say
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.answers.load import ReadAnswers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import Document, Path, read_mended
from cxmaturity.reports.build.customers import with_customers
from cxmaturity.reports.build.view import view
from cxmaturity.reports.view.comparison import ContradictionView, SideView
from cxmaturity.reports.view.practice import UnsupportedView


def read_beside(read: Read, files: Sequence[str], catalogue: Catalogue) -> list[Problem]:
    """Reads the outcomes that lie beside answers whose organisation has none among the files; what is wrong in them."""
    problems: list[Problem] = []
    named = {File(name).resolve() for name in files}
    for answered in read.answers:
        place = beside(answered.answers.file)
        if place is None or place in read.beside or place.resolve() in named or _named(read, answered):
            continue
        try:
            document = read_mended(read_source(str(place)))
            read.beside[place] = checked_outcomes(document, place.parent, catalogue)
            problems += read.beside[place].outcomes.warnings
        except ProblemsFoundError as error:
            problems += error.problems
    return list(dict.fromkeys(problems))


def _named(read: Read, answered: ReadAnswers) -> list[ReadOutcomes]:
    """The outcomes among the files that go with some answers."""
    return [each for each in read.outcomes if is_of(each.outcomes.organisation, answered.answers.organisation)]


def _outcomes_of(read: Read, group: Sequence[ReadAnswers]) -> list[ReadOutcomes]:
    """The outcomes that go with answers of one organisation: those that are named, else those that lie beside them."""
    places = dict.fromkeys(beside(answered.answers.file) for answered in group)
    lying = [read.beside[place] for place in places if place in read.beside]
    of = group[0].answers.organisation
    return _named(read, group[0]) or [each for each in lying if is_of(each.outcomes.organisation, of)]


def misfit_problems(read: Read, crosswalk: Crosswalk) -> Iterator[Problem]:
    """A warning for every answer that rests on what does not hold, and for all that does not fit together: two answers
    of one organisation on one day, or an answer and what customers say.

    What is explained is left out. Another for every explanation that can explain nothing.
    """
    by_answers = {id(answered.answers): answered for answered in read.answers}
    for assessments in by_organisation(assess_all(read.answers, None)):
        group = [by_answers[id(assessment.answers)] for assessment in assessments]
        yield from _misfits(assessments, group, _outcomes_of(read, group), crosswalk)


def _misfits(
    assessments: Sequence[Assessment],
    group: Sequence[ReadAnswers],
    outcomes: Sequence[ReadOutcomes],
    crosswalk: Crosswalk,
) -> Iterator[Problem]:
    """The warnings on answers of one organisation and day."""
    yield from (problem for answered in group for problem in idle(answered, outcomes, crosswalk))
    group_view = view(assessments, crosswalk)
    sections = zip(group_view.sections, group, strict=True)
    by_anchor = {section.anchor: answered.findings.document for section, answered in sections}
    for section in group_view.sections:
        yield from (_unsupported(unsupported, by_anchor[section.anchor]) for unsupported in section.unsupported)
    for misfit in group_view.contradictions:
        if not misfit.explained:
            denying = by_anchor[misfit.denial.anchor]
            line = denying.line(_path(misfit.denial))
            yield _problem(misfit, by_anchor[misfit.claim.anchor], f"{denying.name}, line {line}")
    for each in outcomes:
        told = with_customers(group_view, assessments, crosswalk, reported_of(each.outcomes))
        for misfit in told.contradictions:
            if not misfit.explained and not misfit.denial.anchor:
                yield _problem(misfit, by_anchor[misfit.claim.anchor], _declared(each, misfit.id))


def _declared(read: ReadOutcomes, rule: str) -> str:
    """Where the figure of a measure comes from: its export, and the line that declares it."""
    ids = [rule_of_measure(sample.measure.id) for sample in read.outcomes.samples]
    at = ids.index(rule)
    export, line = read.outcomes.samples[at].measure.file, read.document.line(("measures", at))
    return f"{File(read.document.name).parent / export} ({read.document.name}, line {line})"


def _problem(misfit: ContradictionView, document: Document, where: str) -> Problem:
    """A warning at the answer that claims; `where` is what speaks against it."""
    path = _path(misfit.claim)
    claim, denial = _said(misfit.claim), f"{_said(misfit.denial)} in {where}"
    message = f"{claim} {'does not go with' if misfit.kind == 'contradiction' else 'stands beside'} {denial}"
    hint = say("{why} Where both hold, say why under explained, rule {rule}.", why=one_line(misfit.why), rule=misfit.id)
    return Problem(document.name, document.line(path), document.show(path), misfit.kind, message, hint, "warning")


def _unsupported(unsupported: UnsupportedView, document: Document) -> Problem:
    path, sentence = ("answers", unsupported.practice), one_line(unsupported.said).removesuffix(".")
    line, place = document.line(path), document.show(path)
    return Problem(document.name, line, place, "unsupported", sentence, "look at both answers", "warning")


def _path(side: SideView) -> Path:
    return ("answers", side.practice) if side.practice else ("answers",)


def _said(side: SideView) -> str:
    text = f" ({one_line(side.text)})" if side.text else ""
    return f"{one_line(side.title) or 'the stage'} at {one_line(side.point)}{text}"
