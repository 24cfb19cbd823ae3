"""Two questionnaires, and answers to them, every text of which is chosen by a test; and texts that try to act."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HOSTILE: dict[str, str] = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=x onerror=alert(1)> ' onmouseover='alert(1)",
    "end of an element": "</title></style></svg></td></table><!-- --><![CDATA[x]]>",
    "tag in small letters": "<b>bold</b><br/><svg onload=alert(1)>",
    "rich markup": "[bold red]x[/] [link=http://evil.example]y[/link] [/]",
    "terminal colour": "\x1b[31mred\x1b]0;title\x07\x1b]8;;http://evil.example\x1b\\link",
    "terminal controls": "a\x00\x07\x08\x0b\x0c\r\x7f\x9b31mb\x85c",
    "template expression": "{{ 7*7 }} {{ ''.__class__ }}",
    "template block": "{% raw %} {% include '/etc/passwd' %} {# comment #}",
    "bar": "a|b || c \\| d",
    "row of a table": "| a | b |\n| - | - |\n| c | d |",
    "alignment row": ":-- | --:",
    "code": "`code` ``more`` `",
    "fence": "```\ncode\n```",
    "other fence": "~~~",
    "lines": "first\n\nsecond\r\nthird\u2028fourth\u2029fifth",
    "heading": "# heading",
    "underlined heading": "heading\n===",
    "rule": "---",
    "starred rule": "* * *",
    "bullet": "- item",
    "plus": "+ item",
    "star": "* item",
    "number": "1. item",
    "number in brackets": "1) item",
    "number alone": "1",
    "number and dot": "2026.",
    "quote": "> quote",
    "indented": "\tcode\n    more code",
    "image": "![x](http://evil.example/x.png)",
    "link": "[x](http://evil.example) [y](javascript:alert(1))",
    "reference": "[x]: http://evil.example 'title'",
    "note": "[^1] [^1]: note",
    "task": "[ ] task",
    "emphasis": "*em* **strong** _em_ __strong__ ~~gone~~",
    "loose emphasis": "**",
    "backslashes": "a\\b \\* \\",
    "entities": "&lt;b&gt; &amp; &#60; &nbsp; &",
    "mathematics": "$x$ $$y$$ $`z`$",
    "mention": "@user a@b.example #1",
    "script link": "javascript:alert(1)",
    "data link": "data:text/html,<script>alert(1)</script>",
    "bare name of a site": "www.evil.example",
    "address": "https://evil.example/?a=1&b=$2|c_d_*e*[f](g)~h~@i",
    "address and more": "https://evil.example/ <https://evil.example/b> http://",
    "address with a change of direction": "https://evil.example/\u202egro.knab\x9b",
    "change of direction": "abc\u202edef\u2066ghi\ufeff",
    "noncharacters": "a\ufffeb\uffffc",
    "formula": "=1+1",
    "yaml": "a: {b: [c, &d e, *d, !!python/object:os.system x]} # comment",
    "document": "--- x\n... \n%YAML 1.1",
    "long word": "W" * 300,
    "long letters": "\u202d" + "漢" * 150,
    "emoji": "\U0001f469\u200d\U0001f680 \U0001f1e9\U0001f1ea :smile:",
    "marks": "Z\u0335\u0321\u0327a\u0300\u0301 \u05e9\u05dc\u05d5\u05dd",
}
"""Texts that some format, or some program that shows it, would read as more than text."""

ALONE = {
    "row of a table",
    "alignment row",
    "other fence",
    "underlined heading",
    "rule",
    "starred rule",
    "number alone",
    "number and dot",
    "reference",
    "loose emphasis",
    "address",
    "address with a change of direction",
    "document",
    "formula",
}
"""The ones that act where nothing stands beside them; the others act at the start of a text, or at its end."""


def made(name: str, word: str) -> str:
    """A hostile text in the place of a word, with the word where it can stand there."""
    text = HOSTILE[name]
    return text if name in ALONE else f"{text} {word} {text}"


DATE = "2026-11-22"
Text = Callable[[str], str]


class Files(NamedTuple):
    """Where the questionnaires lie, and the answers to them."""

    questionnaires: Path
    answers: tuple[Path, ...]


def write(folder: Path, made: Text) -> Files:
    """Write both questionnaires, and answers to them of one organisation and day, with texts made from words."""
    words: dict[str, str] = {}

    def text(field: str) -> str:
        return made(words.setdefault(field, f"Zq{len(words):03}qZ"))

    own = folder / "own"
    own.mkdir(parents=True)
    answers = []
    for rule in ("staged", "sweep"):
        _dump(own / f"{rule}.yaml", _questionnaire(rule, text))
        answers.append(folder / f"{rule}.yaml")
        _dump(answers[-1], _answers(rule, text))
    return Files(own, tuple(answers))


def _dump(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=False, sort_keys=False))


def _questionnaire(rule: str, text: Text) -> dict[str, Any]:
    def practice(id_: str, **more: Any) -> dict[str, Any]:
        def option(point: str, **step: Any) -> dict[str, Any]:
            name = f"{rule} {id_} {point}"
            words = {key: text(f"{name} {key}") for key in ("do", "owner", "measure")}
            made = {"effort": "M", "months": 2, **words, **step}
            return {"point": point, "text": text(name), **({} if point == "low" else {"step": made})}

        words = {key: text(f"{rule} {id_} {key}") for key in ("title", "question", "help", "source")}
        options = [option("low"), option("mid", **more), option("high")]
        return {"id": id_, **words, "na": "true" if id_ == "out" else "false", "options": options}

    def dimension(id_: str, **inside: Any) -> dict[str, Any]:
        return {"id": id_, **{key: text(f"{rule} {id_} {key}") for key in ("name", "about")}, **inside}

    waiting = practice("waiting", requires={"first.open": "mid"})
    first = dimension("first", practices=[*map(practice, ("known", "between", "unknown", "out", "open")), waiting])
    inner = dimension("inner", practices=[practice("low"), practice("top")])
    values = {"low": -1, "mid": 0, "high": 1}
    return {
        "schema": "cxmaturity/questionnaire@1",
        "id": rule,
        "version": 1,
        **{key: text(f"{rule} {key}") for key in ("title", "about", "credits", "licence")},
        "scale": [
            {"id": id_, "value": value, **{key: text(f"{rule} {id_} {key}") for key in ("name", "meaning")}}
            for id_, value in values.items()
        ],
        "scoring": {"rule": rule},
        "gates": [{"stage": "mid", "practices": ["first.known", "first.unknown"]}] if rule == "staged" else [],
        "dimensions": [first, dimension("second", dimensions=[inner]) if rule == "staged" else inner],
    }


def _answers(rule: str, text: Text) -> dict[str, Any]:
    inner = "second.inner" if rule == "staged" else "inner"
    days: list[str | None] = [DATE, "2024-02-29", "2027-01-01", None]
    evidence = [
        {"what": text(f"what {day}"), "ref": text(f"ref {day}"), **({"date": day} if day else {})} for day in days
    ]

    def note(id_: str) -> str:
        return text(f"{rule} {id_} note")

    return {
        "schema": "cxmaturity/answers@1",
        "questionnaire": f"{rule}@1",
        "organisation": text("organisation"),
        "date": DATE,
        "respondent": {key: text(key) for key in ("role", "level", "function")},
        "target": {"by": "2027-12-31"},
        "plan": {"exclude": ["first.open@high"], "started": ["first.waiting@mid"]},
        "answers": {
            "first.known": {"is": "mid", "note": note("known"), "evidence": evidence},
            "first.between": {"is": ["low", "high"], "note": note("between"), "because": text(f"{rule} because")},
            "first.unknown": {"is": "dk", "note": note("unknown")},
            "first.out": {"is": "na", "because": text(f"{rule} out because"), "note": note("out")},
            "first.waiting": {"is": "low", "note": note("waiting")},
            f"{inner}.low": {"is": "low"},
            f"{inner}.top": {"is": "high", "note": note("top")},
        },
    }
