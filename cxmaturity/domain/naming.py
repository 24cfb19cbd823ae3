"""Names: what a text that somebody types can mean, and what to call a practice or dimension whose name repeats."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.language import plain_name
from cxmaturity.domain.model import Dimension, Questionnaire, walk

SHORTEST_PART = 3
"""How many letters of a name at least say which is meant."""


class Named(Struct, frozen=True):
    """Something that can be named: by its id, by its title in any case, or by a part of either."""

    id: str
    title: str


def meant(text: str, named: Iterable[Named]) -> list[str]:
    """The ids of what a text can mean: one where it is plain, several where it may be any of them, or none.

    An id goes before a title, a whole name before the last part of an id, and that before any other part.
    """
    known, typed = list(named), plain_name(text)
    ways = (
        [named.id for named in known if named.id == text],
        [named.id for named in known if typed in {plain_name(named.id), plain_name(named.title)}],
        [named.id for named in known if typed and named.id.casefold().endswith(f".{typed}")],
        [named.id for named in known if len(typed) >= SHORTEST_PART and _holds(named, typed)],
    )
    return next(filter(None, ways), [])


def _holds(named: Named, part: str) -> bool:
    return part in plain_name(named.id) or part in plain_name(named.title)


def named_apart(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with the parent before every name that repeats, as in "Service: People".

    A dimension's parent is the dimension around it, a practice's its dimension; where that does not tell two apart,
    as at the top level, the full id follows in brackets.
    """
    if not (_repeated(d.name for d in walk(questionnaire.dimensions)) or _repeated(_titles(questionnaire.dimensions))):
        return questionnaire
    dimensions = _dimensions(questionnaire.dimensions, "", _repeated(d.name for d in walk(questionnaire.dimensions)))
    dimensions = _practices(dimensions, _repeated(_titles(dimensions)))
    names, titles = _repeated(d.name for d in walk(dimensions)), _repeated(_titles(dimensions))
    return replace(questionnaire, dimensions=_with_ids(dimensions, names, titles))


def _titles(dimensions: tuple[Dimension, ...]) -> Iterable[str]:
    return (practice.title for group in walk(dimensions) for practice in group.practices)


def _repeated(names: Iterable[str]) -> set[str]:
    """The names, as they are compared, that stand more than once."""
    return {name for name, count in Counter(map(plain_name, names)).items() if count > 1}


def _below(parent: str, name: str, repeated: set[str]) -> str:
    return f"{parent}: {name}" if parent and plain_name(name) in repeated else name


def _dimensions(dimensions: tuple[Dimension, ...], parent: str, repeated: set[str]) -> tuple[Dimension, ...]:
    named = [(dimension, _below(parent, dimension.name, repeated)) for dimension in dimensions]
    return tuple(
        replace(dimension, name=name, dimensions=_dimensions(dimension.dimensions, name, repeated))
        for dimension, name in named
    )


def _practices(dimensions: tuple[Dimension, ...], repeated: set[str]) -> tuple[Dimension, ...]:
    return tuple(
        replace(
            dimension,
            dimensions=_practices(dimension.dimensions, repeated),
            practices=tuple(replace(p, title=_below(dimension.name, p.title, repeated)) for p in dimension.practices),
        )
        for dimension in dimensions
    )


def _with_ids(dimensions: tuple[Dimension, ...], names: set[str], titles: set[str]) -> tuple[Dimension, ...]:
    def with_id(name: str, id_: str, repeated: set[str]) -> str:
        return f"{name} ({id_})" if plain_name(name) in repeated else name

    return tuple(
        replace(
            dimension,
            name=with_id(dimension.name, dimension.id, names),
            dimensions=_with_ids(dimension.dimensions, names, titles),
            practices=tuple(replace(p, title=with_id(p.title, p.id, titles)) for p in dimension.practices),
        )
        for dimension in dimensions
    )
