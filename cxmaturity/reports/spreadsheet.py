"""The steps of a plan as comma-separated values, which Jira, Azure DevOps and Planner import."""

import csv
import io
import re
from collections import Counter

from cxmaturity.reports.roadmap import RoadmapView
from cxmaturity.reports.sanitise import INVISIBLE, one_line

COLUMNS = ("title", "description", "owner", "estimate", "dependencies", "quarter")
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet program takes UTF-8 for the encoding of its own country."""

_FORMULA = re.compile(rf"((?:^|[,;|\t])[\s'\"{''.join(sorted(INVISIBLE))}]*)(?=[=+\-@＝＋－＠﹢﹣﹦﹫])")
"""Where a formula could begin: at the start, and behind what some program splits at whatever stands in quotes."""


def steps_csv(roadmap: RoadmapView) -> str:
    """One line a step: `estimate` in person-days, `dependencies` the titles of the steps before it.

    `quarter` is the one in which the step ends. Text that a spreadsheet would take for a formula is led in by
    an apostrophe.
    """
    titles = [f"{step.title}: {step.from_name} to {step.to_name}" for step in roadmap.steps]
    repeated = {title for title, count in Counter(titles).items() if count > 1}
    named = {
        step.number: f"{title} ({step.dimension})" if title in repeated else title
        for step, title in zip(roadmap.steps, titles, strict=True)
    }
    out = io.StringIO(BYTE_ORDER_MARK)
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for step in roadmap.steps:
        runs = f" Runs from {step.runs}." if " to " in step.runs else ""
        description = f"{step.step} Done when: {step.measure}{runs}"
        before = "; ".join(one_line(named[number]) for number in step.after)
        texts = (named[step.number], description, step.owner, str(step.days), before, step.quarter)
        writer.writerow(map(_harmless, texts))
    return out.getvalue()


def _harmless(text: str) -> str:
    return _FORMULA.sub(r"\1'", one_line(text))
