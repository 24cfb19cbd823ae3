"""Programs run over the columns of a table: layer by layer, as an engine would else write out each line many times.

A layer holds the lines that rest on earlier layers only. Its columns are kept by the table before the next begins, so
that a query stays as long as the program, and not as long as all the paths through it.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.scoring.columns import Column, Columns, Expression
from cxmaturity.domain.scoring.primitives import PRIMITIVES
from cxmaturity.domain.scoring.program import Line, Program


class Run(Struct, frozen=True):
    """A program, and the columns of its inputs."""

    program: Program
    inputs: Mapping[str, Column]


def run_columns(columns: Columns, runs: Mapping[str, Run]) -> dict[str, dict[str, Column]]:
    """Every input and line of every run as a column, by the key of the run.

    The columns that the table keeps begin with the key, which is short, and go on with a number. TooLargeError where
    the numbers of a line could pass what engines hold.
    """
    values = {key: dict(run.inputs) for key, run in runs.items()}
    layers = {key: layers_of(run.program) for key, run in runs.items()}
    for depth in range(max(map(len, layers.values()), default=0)):
        fresh: dict[str, Expression] = {}
        for key, lines_by_depth in layers.items():
            for place, line in lines_by_depth[depth] if depth < len(lines_by_depth) else ():
                args = [values[key][name] for name in line.args]
                column = PRIMITIVES[line.primitive].column(columns, args, line.constants)
                values[key][line.name] = column
                _note(fresh, f"{key}{place}", column, args)
        columns.keep(fresh)
        for key, lines_by_depth in layers.items():
            for place, line in lines_by_depth[depth] if depth < len(lines_by_depth) else ():
                values[key][line.name] = _kept(columns, fresh, f"{key}{place}", values[key][line.name])
    return values


def layers_of(program: Program) -> list[list[tuple[int, Line]]]:
    """The lines of a program with their places, by how many lines stand between them and the inputs at most."""
    depths = dict.fromkeys(program.inputs, -1)
    layers: list[list[tuple[int, Line]]] = []
    for place, line in enumerate(program.lines):
        depth = depths[line.name] = 1 + max((depths[name] for name in line.args), default=-1)
        layers.extend([] for _ in range(depth + 1 - len(layers)))
        layers[depth].append((place, line))
    return layers


def _note(fresh: dict[str, Expression], name: str, column: Column, args: list[Column]) -> None:
    """Note what a column is made of, as far as it is no column already."""
    known = [part for arg in args for part in (arg.above, arg.below)]
    for part, ending in ((column.above, ""), (column.below, "u")):
        if part is not None and not isinstance(part, int) and not any(part is each for each in known):
            fresh[name + ending] = part


def _kept(columns: Columns, fresh: Mapping[str, Expression], name: str, column: Column) -> Column:
    """The same number, as the columns that were kept."""
    above, below = (
        columns.column(name + ending) if name + ending in fresh else part
        for part, ending in ((column.above, ""), (column.below, "u"))
    )
    return replace(column, above=above, below=below)
