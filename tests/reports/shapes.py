"""Questionnaires of every shape, with answers: one dimension and thirty, two points and twelve, names of all kinds."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.reports.hostile import DATE, Files

Name = Callable[[str, int], str]
"""The name of the nth of a kind: point, dimension, practice, owner, organisation or title."""


def plain(kind: str, n: int) -> str:
    return f"{kind.capitalize()} {n}"


def long(kind: str, n: int) -> str:
    known = {
        "point": f"Institutionalisation of operational excellence {n}",
        "dimension": f"Donaudampfschifffahrtsgesellschaft und alles andere {n}",
        "practice": f"Measurement of relationship outcomes across all of our channels {n}",
    }
    return known.get(kind, f"A rather long {kind} with many words in it {n}")


def right_to_left(kind: str, n: int) -> str:
    return f"חוויית לקוח {n}" if kind in {"point", "title"} else f"تجربة العملاء والخدمة المتكاملة {n}"


def wide(kind: str, n: int) -> str:
    return "顧客体験の成熟度" * 3 + str(n) if kind != "point" else "WWWMMM" * 5 + str(n)


class Shape(NamedTuple):
    """What a questionnaire looks like."""

    dimensions: int
    practices: int
    points: int
    name: Name = plain
    nested: bool = False
    rule: str = "staged"
    highest: bool = False  # whether the target is the highest stage


SHAPES = {
    "one dimension, two points": Shape(1, 1, 2),
    "thirty dimensions, twelve points": Shape(30, 2, 12, long),
    "thirteen dimensions, eight points": Shape(13, 3, 8, long),
    "sixty practices, nine points": Shape(6, 10, 9, highest=True),
    "nested": Shape(5, 2, 6, long, nested=True),
    "right to left": Shape(7, 3, 7, right_to_left),
    "wide letters": Shape(12, 2, 5, wide),
    "twelve of all": Shape(12, 3, 12),
    "sweep": Shape(5, 5, 3, rule="sweep"),
    "long sweep": Shape(30, 7, 5, long, rule="sweep"),
    "sweep from right to left": Shape(3, 6, 3, right_to_left, rule="sweep"),
    "many steps": Shape(3, 4, 7, long, highest=True),
    "many steps from right to left": Shape(4, 3, 6, right_to_left, highest=True),
    "many steps of wide letters": Shape(2, 4, 6, wide, highest=True),
}


def write(folder: Path, shape: Shape) -> Files:
    """Write a questionnaire of a shape, and answers to it that leave some practices open."""
    own = folder / "own"
    own.mkdir(parents=True)
    chance = random.Random(1)
    made, ids = _questionnaire(shape, chance)
    _dump(own / "shape.yaml", made)
    _dump(folder / "answers.yaml", _answers(shape, ids, chance))
    return Files(own, (folder / "answers.yaml",))


def _dump(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False))


def _questionnaire(shape: Shape, chance: random.Random) -> tuple[dict[str, Any], list[str]]:
    name = shape.name
    ids: list[str] = []

    def option(rank: int) -> dict[str, Any]:
        step = {
            "do": "Meet. Write it down.",
            "effort": chance.choice(["S", "M", "L", "XL"]),
            "months": chance.randint(1, 9),
            "owner": name("owner", rank),
            "measure": "Done.",
        }
        return {"point": f"p{rank}", "text": f"Behaviour {rank}.", **({"step": step} if rank > 1 else {})}

    def practices(within: str) -> list[dict[str, Any]]:
        ids.extend(f"{within}.x{n}" for n in range(shape.practices))
        return [
            {
                "id": f"x{n}",
                "title": name("practice", n),
                "question": "Where does it stand?",
                "na": "false",
                "options": [option(rank) for rank in range(1, shape.points + 1)],
            }
            for n in range(shape.practices)
        ]

    def dimension(n: int) -> dict[str, Any]:
        outer = {"id": f"d{n}", "name": name("dimension", n)}
        if not shape.nested or n % 2:
            return {**outer, "practices": practices(f"d{n}")}
        inner = {"id": "deep", "name": name("dimension", n), "practices": practices(f"d{n}.in.deep")}
        return {**outer, "dimensions": [{"id": "in", "name": name("dimension", n), "dimensions": [inner]}]}

    dimensions = [dimension(n) for n in range(shape.dimensions)]
    low = -(shape.points // 2) if shape.rule == "sweep" else 1
    gates = [{"stage": f"p{k}", "practices": [ids[k % len(ids)]]} for k in range(2, shape.points + 1)]
    made = {
        "schema": "cxmaturity/questionnaire@1",
        "id": "shape",
        "version": 1,
        "title": name("title", 1),
        "scale": [
            {"id": f"p{k}", "name": name("point", k), "meaning": "As it says.", "value": low + k - 1}
            for k in range(1, shape.points + 1)
        ],
        "scoring": {"rule": shape.rule},
        "gates": gates if shape.rule == "staged" else [],
        "dimensions": dimensions,
    }
    return made, ids


def _answers(shape: Shape, ids: list[str], chance: random.Random) -> dict[str, Any]:
    def answer() -> dict[str, Any]:
        kind = chance.random()
        if kind < 0.1:
            return {"is": "dk"}
        return {"is": ["p1", "p2"]} if kind < 0.15 else {"is": f"p{chance.randint(1, shape.points)}"}

    return {
        "schema": "cxmaturity/answers@1",
        "questionnaire": "shape@1",
        "organisation": shape.name("organisation", 1),
        "date": DATE,
        **({"target": {"stage": f"p{shape.points}"}} if shape.highest else {}),
        "answers": {id_: answer() for id_ in ids},
    }
