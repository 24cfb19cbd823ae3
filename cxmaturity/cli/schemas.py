"""The JSON Schemas of everything that goes in or comes out."""

import json
from typing import Any

import msgspec

from cxmaturity.domain.agreement.team import Team
from cxmaturity.domain.change.cohort import Cohort
from cxmaturity.domain.change.comparison import Comparison
from cxmaturity.domain.change.history import History
from cxmaturity.domain.outcomes.figures import Figures
from cxmaturity.domain.results.roadmap import Roadmap
from cxmaturity.domain.tables.units import Units
from cxmaturity.domain.with_outcomes import ResultWithOutcomes
from cxmaturity.files.shapes.schemas import published_schema, with_rules
from cxmaturity.files.shapes.values import Kind
from cxmaturity.reports.view.report import View

FILES: tuple[Kind, ...] = ("questionnaire", "answers", "crosswalk", "brand", "mapping", "outcomes")
_PRINTED = {
    "result": ResultWithOutcomes,
    "view": View,
    "plan": Roadmap,
    "compare": Comparison,
    "history": History,
    "benchmark": Cohort,
    "team": Team,
    "figures": Figures,
    "units": Units,
}
KINDS = (*FILES, *_PRINTED)


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind, or of all kinds of files for `files`, as indented text."""
    schema: dict[str, Any]
    if kind == "files":
        schema = published_schema(*FILES)
    elif kind in FILES:
        schema = published_schema(kind)
    else:
        schema = msgspec.json.schema(_PRINTED[kind])
        schema["$defs"] = with_rules(schema["$defs"])
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"cxmaturity {kind}"} | schema
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
