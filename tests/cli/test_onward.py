"""What a command says to type next does what it says, when it is typed as it stands."""

import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.running import CUSTOMERS, NORTHWIND, Cx
from tests.cli.test_own import HEAD, INSTRUMENT


def typed(screen: str, label: str) -> list[str]:
    """The command behind a label, of however many lines, as a shell takes it apart."""
    lines = iter(screen.splitlines())
    first = next(line for line in lines if line.startswith(label))
    more: list[str] = []
    for line in lines:
        if not line.startswith("  "):
            break
        more.append(line)
    program, *words = shlex.split(" ".join([first.removeprefix(label), *more]))
    assert program == "cxmaturity"
    return words


@pytest.mark.parametrize("asked", [[], ["--target", "Align"], ["--target", "5", "--outcomes", str(CUSTOMERS)]])
def test_all_of_it_has_the_options_of_the_screen(cx: Cx, asked: list[str]) -> None:
    screen = cx("score", NORTHWIND, *asked).out
    assert typed(screen, "All of it") == ["score", NORTHWIND, *asked, "--full"]
    assert typed(screen, "The report") == ["report", NORTHWIND, *asked, "-o", "report.html"]


def test_own_questionnaires_and_names_with_blanks_are_typed_along(
    cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("our own")
    folder.mkdir()
    (folder / "shop.yaml").write_text(INSTRUMENT)
    answers = Path("it's.yaml")
    answers.write_text(f"{HEAD}answers: {{floor.maps: low, floor.redesign: low, floor.stock: low}}\n")
    screen = cx("--questionnaires", folder, "score", answers).out
    assert cx(*typed(screen, "All of it")).out.startswith("Corner · How the shop is run")
    assert cx(*typed(screen, "The report")).code == 0
    assert (tmp_path / "report.html").is_file()
    written = cx("new", "shop", "-o", "a new one.yaml", "--questionnaires", folder).err
    words = shlex.split(written.partition("then:\n")[2])
    assert words == ["cxmaturity", "score", "a new one.yaml", "--questionnaires", str(folder)]


def test_files_are_compared_by_what_is_printed(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(NORTHWIND, "now.yaml")
    shutil.copy(NORTHWIND, "then and before.yaml")
    Path("now.yaml").write_text(Path("now.yaml").read_text().replace("date: 2026-11-22", "date: 2026-11-23"))
    screen = cx("compare", "then and before.yaml", "now.yaml").out
    words = shlex.split(screen.partition("All of it")[2])
    assert words == ["cxmaturity", "compare", "then and before.yaml", "now.yaml", "--full"]
