"""Completion: the tabulator key offers ids, stages, practices and formats, of the files that are typed already."""

import re

import pytest

from cxmaturity.cli.schemas import KINDS
from tests.cli.running import NORTHWIND, process


def completed(shell: str, line: str) -> list[str]:
    """What a shell offers for the last word of a line."""
    words = f"cxmaturity {line}"
    if shell == "bash":
        more = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    else:
        more = {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    ran = process(environment={"_CXMATURITY_COMPLETE": f"complete_{shell}", **more})
    assert ran.err == ""
    if shell == "zsh":
        return re.findall(r'"([^"]+)"', ran.out)
    return ran.out.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "words"),
    {
        "show di": ["digital"],
        "new org": ["organisational"],
        "assess mom": ["moments"],
        "show digital agent": ["agent.channels", "agent.context", "agent.guidance"],
        f"score {NORTHWIND} --target al": ["align"],
        f"score {NORTHWIND} --fail-under e": ["explore", "embed"],
        f"report {NORTHWIND} --target mo": ["mobilise"],
        f"plan {NORTHWIND} --target peo": ["people="],
        f"plan {NORTHWIND} --target people=e": ["people=explore", "people=embed"],
        f"explain {NORTHWIND} people.hi": ["people.hiring"],
        f"explain {NORTHWIND} sta": ["stage"],
        f"explain {NORTHWIND} --reading w": ["worst"],
        "help exp": ["explain"],
        "check --schema an": ["answers"],
        "check --schema q": ["questionnaire"],
        "check an": [],
        "score --format j": ["json"],
        "report --format h": ["html"],
        "new lad": ["ladder"],
    }.items(),
    ids=lambda part: part.replace(NORTHWIND, "FILE") if isinstance(part, str) else "",
)
def test_what_is_offered(shell: str, line: str, words: list[str]) -> None:
    assert completed(shell, line) == words


def test_every_kind_of_schema_is_offered() -> None:
    assert tuple(completed("bash", "check --schema ")) == KINDS


def test_formats_are_offered() -> None:
    assert {"html", "md", "pdf", "json"} <= set(completed("bash", "report --format "))


def test_a_file_that_can_not_be_read_hides_nothing() -> None:
    assert "align" in completed("bash", "score missing.yaml --target al")


def test_questionnaires_of_ones_own_are_offered() -> None:
    assert completed("bash", "--questionnaires tests/cases/bad/own show mi") == ["mini"]
