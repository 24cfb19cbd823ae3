"""The JSON Schemas of the file kinds, made from their shapes."""

from typing import Any

import msgspec

from cxmaturity.domain.model import Scoring
from cxmaturity.domain.scoring.rule import RULES
from cxmaturity.files.shapes.answers import AnswersShape
from cxmaturity.files.shapes.brand import BrandShape
from cxmaturity.files.shapes.crosswalk import CrosswalkShape
from cxmaturity.files.shapes.mapping import MappingShape
from cxmaturity.files.shapes.outcomes import OutcomesShape
from cxmaturity.files.shapes.questionnaire import QuestionnaireShape, ScoringShape
from cxmaturity.files.shapes.values import Kind

SHAPES: dict[
    Kind, type[QuestionnaireShape | AnswersShape | CrosswalkShape | BrandShape | MappingShape | OutcomesShape]
] = {
    "questionnaire": QuestionnaireShape,
    "answers": AnswersShape,
    "crosswalk": CrosswalkShape,
    "brand": BrandShape,
    "mapping": MappingShape,
    "outcomes": OutcomesShape,
}


def text_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a file whose scalars are all text, as `tree` gives it."""
    schema = msgspec.json.schema(SHAPES[kind])
    return {**schema, "$defs": with_rules(schema.get("$defs", {}))}


def published_schema(*kinds: Kind) -> dict[str, Any]:
    """The JSON Schema of one file kind, or of any, as other programs read files: with numbers and booleans."""
    shapes = [SHAPES[kind] for kind in kinds]
    roots, definitions = msgspec.json.schema_components(shapes, ref_template="#/$defs/{name}")
    root = roots[0] if len(roots) == 1 else {"oneOf": list(roots)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"cxmaturity {' or '.join(kinds)}",
        **root,
        "$defs": _as_yaml(with_rules(definitions)),
    }


def with_rules(definitions: dict[str, Any]) -> dict[str, Any]:
    """Definitions with the names of the rules that there are, where a questionnaire's scoring names one."""
    for scoring in (ScoringShape, Scoring):
        if scoring.__name__ in definitions:
            properties = definitions[scoring.__name__]["properties"]
            rule = {key: value for key, value in properties["rule"].items() if key != "type"}
            properties["rule"] = {"enum": sorted(RULES), **rule}
    return definitions


def _as_yaml(node: Any) -> Any:
    if isinstance(node, list):
        return [_as_yaml(item) for item in node]
    if not isinstance(node, dict):
        return node
    loose = {key: _as_yaml(value) for key, value in node.items() if key != "x-yaml"}
    if "x-yaml" in node:
        for key in ("type", "pattern", "default"):
            loose.pop(key, None)
        loose |= node["x-yaml"]
    return loose
