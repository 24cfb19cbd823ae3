"""How sure a stage is, on a terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from cxmaturity.cli.terminal import one_line
from cxmaturity.domain.language import counted, rounded
from cxmaturity.reports.sure_view import DropView, SureView

OPEN = 5
"""How many open practices are shown at most."""


def print_sure(console: Console, sure: SureView) -> None:
    """Print how sure a stage is, after the summary of its assessment."""
    console.print()
    console.print(Text("How sure the stage is", style="bold"))
    _put(console, sure.about)
    _put(console, sure.drops)
    for drops in sure.sets:
        _put(console, "; ".join(map(_drop, drops)), 4)
    _put(console, sure.weights)
    _put(console, sure.rules)
    _put(console, sure.information)
    for one in sure.tells[:OPEN]:
        _put(console, f"{one.title}: stage {rounded(one.stages, 2)}, index {rounded(one.index)}", 4)
    if len(sure.tells) > OPEN:
        _put(console, f"and {counted(len(sure.tells) - OPEN, 'more', 'more')}", 4)


def _put(console: Console, text: str, indent: int = 2) -> None:
    if text:
        console.print(Padding(Text(one_line(text)), (0, 0, 0, indent)))


def _drop(one: DropView) -> str:
    times = f" ({counted(one.drops, 'drop')})" if one.drops > 1 else ""
    return f"{one.title}: {one.from_name} -> {one.to_name}{times}"
