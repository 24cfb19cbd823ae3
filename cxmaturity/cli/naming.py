"""What people name on the command line: questionnaires, stages, dimensions and practices, by id, title or a part."""

from collections.abc import Sequence

import typer

from cxmaturity.domain.language import plain_name
from cxmaturity.domain.model import Questionnaire, rank_of, walk
from cxmaturity.domain.naming import Named, meant
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.suggestions import suggestion

MOST_CANDIDATES = 8
"""How many of the things that a text may mean are listed."""


def named_questionnaire(text: str, catalogue: Catalogue) -> Questionnaire:
    """The questionnaire that a text names: an id with or without its version, a title, or a part of either.

    Wrong usage where there is none, or several; ProblemsFoundError where its file has errors.
    """
    id_, at, version = text.partition("@")
    questionnaire = catalogue.find(id_)
    if questionnaire is None:
        ids = catalogue.names()
        refusal = f"there is no questionnaire {text!r}; {suggestion(id_, ids)}"
        candidates = meant(id_, [Named(known, _title(known, catalogue)) for known in ids])
        questionnaire = named_questionnaire(_the_one(id_, candidates, refusal, "ID"), catalogue)
    if at and version != str(questionnaire.version):
        right = f"{questionnaire.id}@{questionnaire.version}"
        raise typer.BadParameter(f"there is no {text} here; write {right}", param_hint="ID")
    return questionnaire


def _title(id_: str, catalogue: Catalogue) -> str:
    """The title of a questionnaire; its id where its file has errors, which only who names it is told."""
    try:
        questionnaire = catalogue.find(id_)
    except ProblemsFoundError:
        return id_
    return questionnaire.title if questionnaire else id_


def named_stage(text: str | None, questionnaire: Questionnaire, option: str) -> int | None:
    """The rank of a stage that an option names: its id, rank, name or a part; None without a text.

    Wrong usage where the questionnaire has none of that name, or several.
    """
    if text is None:
        return None
    rule = rule_of(questionnaire)
    rank = rule.stage_rank(questionnaire, text)
    if rank is None:
        rank = _as_printed(text, questionnaire)
    if rank is not None:
        return rank
    hint = rule.stage_hint(questionnaire)
    if hint:
        raise typer.BadParameter(f"{questionnaire.id} has no stage {text!r}; {hint}", param_hint=option)
    return named_point(text, questionnaire, option, "stage")


def _as_printed(text: str, questionnaire: Questionnaire) -> int | None:
    """The rank of a stage that is typed as outputs print it: "2 of 5", "2 of 5 dimensions"."""
    rule, typed = rule_of(questionnaire), plain_name(text)
    for dimensions in range(len(questionnaire.dimensions), 0, -1):  # as many as have a practice that applies
        for stage in rule.stages(questionnaire, dimensions):
            if typed in {plain_name(name) for name in (stage.name, stage.said, stage.full)}:
                return stage.rank
    return None


def named_point(text: str, questionnaire: Questionnaire, option: str, kind: str = "point") -> int:
    """The rank of a point of the scale: its id, rank, name or a part; wrong usage where there is none, or several."""
    rank = rank_of(text, questionnaire.scale)
    if rank is not None:
        return rank
    hint = suggestion(text, [point.id for point in questionnaire.scale])
    named = [Named(point.id, point.name) for point in questionnaire.scale]
    id_ = _the_one(text, meant(text, named), f"{questionnaire.id} has no {kind} {text!r}; {hint}", option)
    return next(point.rank for point in questionnaire.scale if point.id == id_)


def named_dimension(text: str, questionnaire: Questionnaire, option: str) -> str:
    """The id of the dimension that a text names; wrong usage where there is none, or several."""
    named = _dimensions(questionnaire)
    refusal = f"there is no dimension {text!r}; {suggestion(text, [dimension.id for dimension in named])}"
    return _the_one(text, _outermost(meant(text, named)), refusal, option)


def named_practice(text: str, questionnaire: Questionnaire) -> str:
    """The id of the practice that a text names; wrong usage where there is none, or several."""
    named = _practices(questionnaire)
    refusal = f"there is no practice {text!r}; {_hint(text, named, questionnaire)}"
    return _the_one(text, meant(text, named), refusal, "PRACTICE")


def named_part(text: str, questionnaire: Questionnaire, *others: str) -> str:
    """The id of the dimension or practice that a text names, or one of the other words that can be said for them.

    Wrong usage where there is none, or several. A dimension goes before what is inside it.
    """
    named = [*_dimensions(questionnaire), *_practices(questionnaire), *(Named(word, word) for word in others)]
    refusal = f"there is no practice or dimension {text!r}; {_hint(text, named, questionnaire)}"
    return _the_one(text, _outermost(meant(text, named)), refusal, "WHAT")


def _outermost(candidates: Sequence[str]) -> list[str]:
    """The candidates that lie inside no other: their ids begin with its id."""
    return [candidate for candidate in candidates if not any(candidate.startswith(f"{other}.") for other in candidates)]


def _dimensions(questionnaire: Questionnaire) -> list[Named]:
    return [Named(dimension.id, dimension.name) for dimension in walk(questionnaire.dimensions)]


def _practices(questionnaire: Questionnaire) -> list[Named]:
    return [Named(practice.id, practice.title) for practice in questionnaire.practices.values()]


def _hint(text: str, named: Sequence[Named], questionnaire: Questionnaire) -> str:
    near = suggestion(text, [candidate.id for candidate in named])
    return near or f"`cxmaturity show {questionnaire.id}` lists them"


def _the_one(text: str, candidates: Sequence[str], refusal: str, where: str) -> str:
    """The one candidate for what a text means; wrong usage where there are several, or none."""
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise typer.BadParameter(refusal, param_hint=where)
    listed = ", ".join(candidates[:MOST_CANDIDATES]) + (", ..." if len(candidates) > MOST_CANDIDATES else "")
    raise typer.BadParameter(f"{text!r} can mean several; choose from {listed}", param_hint=where)
