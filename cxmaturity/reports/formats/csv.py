"""The steps of a plan as comma-separated values, which Jira, Azure DevOps and Planner import."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import say
from cxmaturity.reports.document.blocks import Document, SaidStep
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.sanitise import INVISIBLE, one_line

COLUMNS = ("title", "description", "owner", "estimate", "dependencies", "quarter")
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet program takes UTF-8 for the encoding of its own country."""

_FORMULA = re.compile(rf"((?:^|[,;|\t])[\s'\"{''.join(sorted(INVISIBLE))}]*)(?=[=+\-@＝＋－＠﹢﹣﹦﹫])")
"""Where a formula could begin: at the start, and behind what some program splits at whatever stands in quotes."""


def write(_: Document, setting: Setting) -> bytes:
    """The steps of every plan in `setting.view`, which a document of a plan has."""
    steps = [section.way.steps for section in setting.view.sections if section.way] if setting.view else []
    return steps_csv(steps).encode()


def steps_csv(plans: Sequence[Sequence[SaidStep]]) -> str:
    """One line a step: `estimate` in person-days, `dependencies` the titles of the steps before it.

    `quarter` is the one in which the step ends. Text that a spreadsheet would take for a formula is led in by
    an apostrophe.
    """
    repeated = {title for title, count in Counter(_title(step) for plan in plans for step in plan).items() if count > 1}
    out = io.StringIO(BYTE_ORDER_MARK)
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for plan in plans:
        for texts in _lines(plan, repeated):
            writer.writerow(map(_harmless, texts))
    return out.getvalue()


def _lines(plan: Sequence[SaidStep], repeated: set[str]) -> Iterator[tuple[str, ...]]:
    """The texts of each step; a title that stands for several steps has its dimension beside it."""
    named = {
        step.number: f"{_title(step)} ({step.dimension})" if _title(step) in repeated else _title(step) for step in plan
    }
    for step in plan:
        runs = say(" Runs from {quarters}.", quarters=step.runs) if step.runs and step.runs != step.quarter else ""
        description = say("{do} Done when: {measure}{runs}", do=step.step, measure=step.measure, runs=runs)
        before = "; ".join(one_line(named[number]) for number in step.after)
        yield (named[step.number], description, step.owner, str(step.days), before, step.quarter)


def _title(step: SaidStep) -> str:
    return say("{title}: {a} to {b}", title=step.title, a=step.from_name, b=step.to_name)


def _harmless(text: str) -> str:
    return _FORMULA.sub(r"\1'", one_line(text))
