"""Names that repeat are told apart by what is around them, then by their ids."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.language import plain_name
from cxmaturity.domain.model import Dimension, Practice, Questionnaire, walk
from cxmaturity.domain.naming import named_apart
from tests.build import questionnaire_of

BARE = questionnaire_of({"scale": [1, 2], "tree": {"a": {"practices": {"one": {}}}}})
(PRACTICE,) = BARE.practices.values()
Tree = dict[str, Any]
"""Names of dimensions, each with titles of practices or dimensions inside; `#` and what follows is not said."""


def questionnaire(tree: Tree) -> Questionnaire:
    return replace(BARE, dimensions=dimensions(tree, ""))


def dimensions(tree: Tree, within: str) -> tuple[Dimension, ...]:
    made = []
    for i, (name, inner) in enumerate(tree.items()):
        id_ = f"{within}d{i}"
        said = name.partition("#")[0]
        if isinstance(inner, dict):
            made.append(Dimension(id_, said, "", 1, dimensions=dimensions(inner, f"{id_}.")))
        else:
            practices = tuple(practice(f"{id_}.p{j}", title) for j, title in enumerate(inner))
            made.append(Dimension(id_, said, "", 1, practices=practices))
    return tuple(made)


def practice(id_: str, title: str) -> Practice:
    return replace(PRACTICE, id=id_, title=title)


def names(made: Questionnaire) -> list[str]:
    return [group.name for group in walk(made.dimensions)]


def titles(made: Questionnaire) -> list[str]:
    return [one.title for one in made.practices.values()]


@pytest.mark.parametrize(
    ("tree", "names_", "titles_"),
    [
        ({"Service": ["People", "Tools"]}, ["Service"], ["People", "Tools"]),
        (
            {"Service": ["People", "Tools"], "Sales": ["people ", "Goals"]},
            ["Service", "Sales"],
            ["Service: People", "Tools", "Sales: people ", "Goals"],
        ),
        (
            {"Service": {"People": ["Hiring"]}, "Sales": {"People": ["Hiring"], "Goals": ["Pay"]}},
            ["Service", "Service: People", "Sales", "Sales: People", "Goals"],
            ["Service: People: Hiring", "Sales: People: Hiring", "Pay"],
        ),
        ({"Service": ["A"], "Service#2": ["B"]}, ["Service (d0)", "Service (d1)"], ["A", "B"]),
        ({"Service": ["People", "People"]}, ["Service"], ["Service: People (d0.p0)", "Service: People (d0.p1)"]),
        ({"Trust": ["Trust"]}, ["Trust"], ["Trust"]),
    ],
)
def test_names(tree: Tree, names_: list[str], titles_: list[str]) -> None:
    made = named_apart(questionnaire(tree))
    assert (names(made), titles(made)) == (names_, titles_)


SAID = st.sampled_from(["People", "people", "Tools", "A: People", "A"])
INNER = st.lists(SAID, min_size=1, max_size=3)
GROUPS = st.lists(st.tuples(SAID, INNER), min_size=1, max_size=3)


@given(st.lists(st.tuples(SAID, st.one_of(INNER, GROUPS)), min_size=1, max_size=4))
def test_every_name_stands_once_and_nothing_else_changes(drawn: list[tuple[str, list[Any]]]) -> None:
    def tree(pairs: list[tuple[str, list[Any]]]) -> Tree:
        inside = (tree(inner) if inner and isinstance(inner[0], tuple) else inner for _, inner in pairs)
        return {f"{name}#{i}": one for i, ((name, _), one) in enumerate(zip(pairs, inside, strict=True))}

    given_ = questionnaire(tree(drawn))
    made = named_apart(given_)
    for found in (names(made), titles(made)):
        assert len(set(map(plain_name, found))) == len(found)
    assert list(made.practices) == list(given_.practices)
    assert [group.id for group in walk(made.dimensions)] == [group.id for group in walk(given_.dimensions)]
    bare = {id_: replace(one, title="") for id_, one in made.practices.items()}
    assert bare == {id_: replace(one, title="") for id_, one in given_.practices.items()}
    assert named_apart(made) is made
