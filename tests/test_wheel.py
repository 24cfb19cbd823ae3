"""What is shipped: the wheel works in a bare environment, from any folder, and carries its data."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

from tests.cli.running import SHIPPED, process

ROOT = Path(__file__).parents[1]
LOCK = str(ROOT / "constraints.txt")


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_wheel_and_sdist_carry_the_data(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        wheel = set(archive.namelist())
    with tarfile.open(next(built.glob("*.tar.gz"))) as packed:
        source = {name.partition("/")[2] for name in packed.getnames()}
    for folder in ("questionnaires", "templates", "examples", "schemas"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        files = {name for name in files if "__pycache__" not in name}
        assert files
        assert {f"cxmaturity/_data/{name}" for name in files} <= wheel
        assert files <= source
    assert any(name.startswith("cxmaturity/_data/compiled/jinja2-") for name in wheel)
    assert {"LICENSE", "README.md", "hatch_build.py"} <= source


def test_other_processes_of_the_tests_are_given_what_the_wheel_has(built: Path) -> None:
    """To the file: what they try is what people install."""
    folder = os.environ[SHIPPED]
    laid_out = {
        (Path(inside) / name).relative_to(folder).as_posix()
        for inside, _, names in os.walk(folder, followlinks=True)
        for name in names
        if not inside.endswith("__pycache__")
    }
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        wheel = {name for name in archive.namelist() if name.startswith("cxmaturity/") and "__pycache__" not in name}
    assert laid_out == wheel
    where = "import cxmaturity; print(cxmaturity.__file__)"
    assert process(python=("-c", where)).out.startswith(folder)


def test_the_demo_runs_from_another_folder(built: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False)
    binaries = tmp_path / "env" / "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(tmp_path / "env"), "-q", "install", "--no-compile", "-c", LOCK]
    installed = run(*pip, str(next(built.glob("*.whl"))), folder=tmp_path)
    assert installed.returncode == 0, installed.stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    demo = run(str(binaries / "cxmaturity"), "demo", folder=elsewhere)
    assert demo.returncode == 0, demo.stderr
    assert "Mobilise" in demo.stdout
    assert "report.html" in demo.stderr
    checkout = run(sys.executable, "-m", "cxmaturity", "demo", "-o", str(tmp_path / "checkout"), folder=ROOT)
    assert checkout.returncode == 0, checkout.stderr
    for name in ("report.html", "report.md"):
        # compiled templates and questionnaires say what their sources say
        assert (elsewhere / name).read_bytes() == (tmp_path / "checkout" / name).read_bytes()
    module = run(str(binaries / "python"), "-m", "cxmaturity", "--version", folder=elsewhere)
    assert module.stdout.startswith("cxmaturity ")
