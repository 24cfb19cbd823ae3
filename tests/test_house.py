"""The checks of the code itself: style, types, architecture."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHECKS = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "architecture": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_passes(check: str) -> None:
    done = subprocess.run([sys.executable, *CHECKS[check]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


VAGUE = {"found", "one", "said", "made"}
MOST_LINES_OF_A_MODULE = 260
MOST_LINES_OF_A_FUNCTION = 48
MODULES = sorted((ROOT / "cxmaturity").rglob("*.py"))


def vague(tree: ast.AST) -> list[tuple[int, str]]:
    """The names of what a function keeps, takes or sets that do not say what it is, by their lines."""
    return sorted(
        (node.lineno, name)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.Lambda | ast.GeneratorExp | ast.ListComp | ast.DictComp)
        for node in ast.walk(function)
        if isinstance(node, ast.Name | ast.Attribute | ast.arg)
        and isinstance(getattr(node, "ctx", ast.Store()), ast.Store)
        and (name := getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "arg", "")) in VAGUE
    )


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From the first line of its body: what a command asks for stands in its signature, an option a line."""
    return (function.end_lineno or 0) - function.body[0].lineno + 1


def test_what_a_function_holds_is_named_after_what_it_is() -> None:
    """Whoever reads a function in the middle knows what its names hold."""
    assert {path.name: names for path in MODULES if (names := vague(ast.parse(path.read_text("utf-8"))))} == {}


def test_no_module_and_no_function_is_too_long_to_be_read() -> None:
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in MODULES}
    assert [name for name, text in texts.items() if len(text.splitlines()) > MOST_LINES_OF_A_MODULE] == []
    long = [
        f"{name}: {node.name}"
        for name, text in texts.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_lines(node) > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    found = 1",
        "def f(made):\n    pass",
        "def f():\n    return [one for one in ()]",
        "f = lambda said: said",
        "def f(self):\n    self.made = 1",
        "def f():\n    for found in ():\n        pass",
        "def f():\n    if (one := 1):\n        pass",
    ],
)
def test_a_name_that_says_nothing_is_seen(text: str) -> None:
    """The test above can fail."""
    assert vague(ast.parse(text))


def test_a_field_may_be_called_as_the_format_calls_it() -> None:
    assert vague(ast.parse("class Drops:\n    found: int")) == []
