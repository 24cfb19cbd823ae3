"""What does not fit together in and between answers files, as warnings of `check`."""

from collections.abc import Iterator, Sequence

from cxmaturity.cli.loading import assess_all, by_organisation
from cxmaturity.cli.terminal import one_line
from cxmaturity.domain.crosswalk import Crosswalk
from cxmaturity.domain.problems import Problem
from cxmaturity.files.answers.load import ReadAnswers
from cxmaturity.files.yaml.tree import Path
from cxmaturity.reports.build.view import view
from cxmaturity.reports.view.comparison import ContradictionView, SideView
from cxmaturity.reports.view.practice import UnsupportedView


def misfit_problems(read: Sequence[ReadAnswers], crosswalk: Crosswalk) -> Iterator[Problem]:
    """A warning for every answer that rests on what does not hold, and for every two that do not fit together.

    Two answers are of one organisation on one day; those that are explained are left out. Another for every
    explanation that can explain nothing.
    """
    for answered in read:
        yield from _idle(answered, crosswalk)
    by_answers = {id(answered.answers): answered for answered in read}
    for group in by_organisation(assess_all(read, None)):
        group_view = view(group, crosswalk)
        by_anchor = {
            section.anchor: by_answers[id(assessment.answers)]
            for section, assessment in zip(group_view.sections, group, strict=True)
        }
        for section in group_view.sections:
            yield from (_unsupported(unsupported, by_anchor[section.anchor]) for unsupported in section.unsupported)
        for misfit in group_view.contradictions:
            if not misfit.explained:
                yield _problem(misfit, by_anchor[misfit.claim.anchor], by_anchor[misfit.denial.anchor])


def _problem(misfit: ContradictionView, claiming: ReadAnswers, denying: ReadAnswers) -> Problem:
    document, path = claiming.findings.document, _path(misfit.claim)
    there = denying.findings.document
    line = there.line(_path(misfit.denial))
    claim, denial = _said(misfit.claim), f"{_said(misfit.denial)} in {there.name}, line {line}"
    message = f"{claim} {'does not go with' if misfit.kind == 'contradiction' else 'stands beside'} {denial}"
    hint = one_line(misfit.why)
    return Problem(document.name, document.line(path), document.show(path), misfit.kind, message, hint, "warning")


def _idle(read: ReadAnswers, crosswalk: Crosswalk) -> Iterator[Problem]:
    """A warning for every explanation of a rule that does not speak of the questionnaire."""
    document, id_ = read.findings.document, read.questionnaire.id
    spoken_of = {
        rule.id: {rule.claim.place.questionnaire, rule.denial.place.questionnaire} for rule in crosswalk.conflicts
    }
    for i, rule in enumerate(read.answers.explained):
        if id_ not in spoken_of[rule]:
            path: Path = ("explained", i, "rule")
            message = f"{rule} does not speak of {id_}"
            hint = f"explain it in the answers to {' or '.join(sorted(spoken_of[rule]))}"
            line, place = document.line(path), document.show(path)
            yield Problem(document.name, line, place, "idle-explanation", message, hint, "warning")


def _unsupported(unsupported: UnsupportedView, read: ReadAnswers) -> Problem:
    document, path = read.findings.document, ("answers", unsupported.practice)
    line, sentence = document.line(path), one_line(unsupported.said).removesuffix(".")
    return Problem(document.name, line, document.show(path), "unsupported", sentence, "look at both answers", "warning")


def _path(side: SideView) -> Path:
    return ("answers", side.practice) if side.practice else ("answers",)


def _said(side: SideView) -> str:
    text = f" ({one_line(side.text)})" if side.text else ""
    return f"{one_line(side.title) or 'the stage'} at {one_line(side.point)}{text}"
