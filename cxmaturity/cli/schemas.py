"""The JSON Schemas of everything that goes in or comes out."""

import json
from typing import Any

import msgspec

from cxmaturity.domain.improvement.roadmap import Roadmap
from cxmaturity.domain.result import Result
from cxmaturity.files.shapes.schemas import published_schema, with_rules
from cxmaturity.files.shapes.values import Kind
from cxmaturity.reports.view import View

FILES: tuple[Kind, ...] = ("questionnaire", "answers", "crosswalk", "brand")
_PRINTED = {"result": Result, "view": View, "plan": Roadmap}
KINDS = (*FILES, *_PRINTED)


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind, or of all kinds of files for `files`, as indented text."""
    made: dict[str, Any]
    if kind == "files":
        made = published_schema(*FILES)
    elif kind in FILES:
        made = published_schema(kind)
    else:
        made = msgspec.json.schema(_PRINTED[kind])
        made["$defs"] = with_rules(made["$defs"])
        made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"cxmaturity {kind}"} | made
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
