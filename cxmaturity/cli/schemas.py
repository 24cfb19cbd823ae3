"""The JSON Schemas of everything that goes in or comes out."""

import json
from typing import Any

import msgspec

from cxmaturity.domain.result import Result
from cxmaturity.domain.roadmap import Roadmap
from cxmaturity.files.schemas import published_schema
from cxmaturity.reports.view import View

_PRINTED = {"result": Result, "view": View, "plan": Roadmap}
KINDS = ("questionnaire", "answers", "result", "view", "plan")


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind, or of both kinds of files for `files`, as indented text."""
    made: dict[str, Any]
    if kind == "files":
        made = published_schema("questionnaire", "answers")
    elif kind == "questionnaire":
        made = published_schema("questionnaire")
    elif kind == "answers":
        made = published_schema("answers")
    else:
        made = msgspec.json.schema(_PRINTED[kind])
        made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"cxmaturity {kind}"} | made
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
