"""Golden outputs: what the examples give, word for word, in `tests/golden`.

Whoever changes what is printed, the examples or the built-in questionnaires (whose hashes stand in every report)
writes them anew, and reads the difference before committing it:

    CXMATURITY_GOLDEN=write pytest tests/reports/test_golden.py
"""

import os
from pathlib import Path

import pytest

from tests.cli.running import CUSTOMERS, EXAMPLES, NORTHWIND, ROOT, TEAM, TELECOM, Cx, Ran, process

GOLDEN = ROOT / "tests" / "golden"
COMMANDS = {
    ".html": ["report"],
    ".md": ["report", "--format", "md"],
    ".view.json": ["report", "--format", "json"],
    ".summary.md": ["score", "--format", "md"],
    ".txt": ["score"],
}
ALONE = [example for example in EXAMPLES if example not in TELECOM] + [Path(NORTHWIND)]
SETS = {example.stem: [example] for example in ALONE} | {"northwind-telecom-all": TELECOM, "team": [TEAM]}
"""What stands in one output: an answers file alone, or all of one organisation."""
OUTPUTS = {stem + ending: [*command, *files] for stem, files in SETS.items() for ending, command in COMMANDS.items()}
OUTPUTS["northwind-telecom.customers.md"] = ["report", "--format", "md", "--outcomes", CUSTOMERS, Path(NORTHWIND)]
OUTPUTS["northwind-telecom.no-plan.md"] = ["report", "--format", "md", "--no-plan", Path(NORTHWIND)]
"""The arguments that make each golden file, by its name."""
# what must leave no trace in an output
SURROUNDINGS: dict[str, dict[str, str]] = {
    "east": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"},
    "west": {"TZ": "Pacific/Pago_Pago", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
    "no utf-8": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "PYTHONHASHSEED": "3"},
}


def golden(name: str) -> str:
    """A golden file, with its line ends as they are."""
    return (GOLDEN / name).read_bytes().decode()


@pytest.mark.fast
@pytest.mark.parametrize("name", OUTPUTS)
def test_golden(name: str, cx: Cx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ran = cx(*(one.relative_to(ROOT).as_posix() if isinstance(one, Path) else one for one in OUTPUTS[name]))
    if os.environ.get("CXMATURITY_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes(ran.out.encode())
    assert ran == Ran(0, golden(name), "")


def test_every_golden_file_is_used() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir() if path.is_file()) == sorted(OUTPUTS)


def test_table_is_80_columns_wide_and_without_colour() -> None:
    for stem in SETS:
        text = golden(f"{stem}.txt")
        assert max(map(len, text.splitlines())) <= 80
        assert "\x1b" not in text


@pytest.mark.slow
@pytest.mark.parametrize("surroundings", SURROUNDINGS)
@pytest.mark.parametrize("ending", COMMANDS)
def test_surroundings_leave_no_trace(ending: str, surroundings: str, tmp_path: Path) -> None:
    """Another folder, time zone, language and hash seed, and an encoding that lacks most characters."""
    name = "examples/northwind-telecom.yaml"  # outputs name the answers file as the user did
    (tmp_path / "examples").mkdir()
    (tmp_path / name).write_bytes(Path(NORTHWIND).read_bytes())
    environment = {**SURROUNDINGS[surroundings], "COLUMNS": "80"}
    ran = process(*COMMANDS[ending], name, folder=tmp_path, environment=environment)
    assert ran == Ran(0, golden(f"northwind-telecom{ending}"), "")
    assert [path.name for path in tmp_path.rglob("*")] == ["examples", "northwind-telecom.yaml"]
