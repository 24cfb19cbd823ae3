"""What is shipped: the wheel works in a bare environment, from any folder, and carries its data."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = str(ROOT / "constraints.txt")


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("built")
    done = run(sys.executable, "-m", "build", "-o", str(folder), str(ROOT), folder=folder)
    if done.returncode and "CI" not in os.environ:
        pytest.skip(f"the package index can not be reached: {done.stderr[-200:]}")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


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


def test_the_demo_runs_from_another_folder(built: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    binaries = tmp_path / "env" / "bin"
    wheel = str(next(built.glob("*.whl")))
    installed = run(str(binaries / "python"), "-m", "pip", "-q", "install", "-c", LOCK, wheel, folder=tmp_path)
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
