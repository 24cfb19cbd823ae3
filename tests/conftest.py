"""What all tests share: the program, and the real programs that people use it with."""

import compileall
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from cxmaturity.files.questionnaire import catalogue
from cxmaturity.files.questionnaire.catalogue import save_built_in
from cxmaturity.reports.formats import form, html, jinja, markdown
from cxmaturity.reports.forms import html as page
from tests.cli.running import ROOT, SHIPPED, Cx, runner

Needs = Callable[[str], str]
LONG = {"test_versions.py", "test_wheel.py", "test_house.py"}
"""The files with the longest tests."""

settings.register_profile("busy machine", settings.default, deadline=None)
settings.load_profile("busy machine")


def pytest_configure(config: pytest.Config) -> None:
    """Lay the package out once for all tests as a wheel has it: its modules, its data, and what is compiled of that.

    Workers of pytest-xdist find it by the variable; `tests.cli.running.surroundings` gives it to other processes.
    """
    if hasattr(config, "workerinput"):
        return
    # else each of a thousand processes compiles all that it imports, and one that may write little leaves half a file
    compileall.compile_dir(ROOT / "cxmaturity", quiet=2)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    folder = tempfile.TemporaryDirectory()
    config.add_cleanup(folder.cleanup)
    package = Path(folder.name) / "cxmaturity"
    compiled = package / "_data" / "compiled"
    compiled.mkdir(parents=True)
    for path in (ROOT / "cxmaturity").iterdir():
        if path.name != "__pycache__":
            (package / path.name).symlink_to(path)
    for name in ("questionnaires", "templates", "examples", "schemas"):
        (compiled.parent / name).symlink_to(ROOT / name)
    layouts = html.LAYOUT, markdown.LAYOUT, form.LAYOUT, page.LAYOUT
    jinja.compile_layouts(layouts, catalogue.data_folder("templates"), compiled)
    save_built_in(catalogue.Catalogue(), compiled)
    os.environ[SHIPPED] = folder.name


def pytest_collection_finish() -> None:
    """What is there to the end is not looked through for garbage time and again: an eighth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """In this process, what was compiled is used where a wheel would use it."""
    folder, of_layout = Path(os.environ[SHIPPED], "cxmaturity", "_data", "compiled"), jinja._compiled
    in_repository = catalogue.data_folder

    def data_folder(name: str) -> Path:
        return folder if name == "compiled" else in_repository(name)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogue, "data_folder", data_folder)
        patched.setattr(jinja, "_compiled", lambda _, layout: of_layout(folder, layout))
        yield


@pytest.fixture
def cx(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cx:
    """Runs the program in this process."""
    return runner(capsys, monkeypatch)


def needed(program: str) -> str:
    """The path of a program that a test needs: without it the test is skipped, but fails where CI is true."""
    path = shutil.which(program)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{program} is not installed")
    return path


@pytest.fixture(scope="session")
def needs() -> Needs:
    """Finds a program that a test needs."""
    return needed


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("built")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, "-m", "build", "-o", str(folder), str(ROOT)]
    done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=False)
    if done.returncode and "CI" not in os.environ:
        pytest.skip(f"the package index can not be reached: {done.stderr[-200:]}")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Each worker has a run of neighbours, which share what a module opens, and takes over when it has done its own."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no worker is left with it while the others have nothing to do."""
    items.sort(key=lambda item: (item.path.name not in LONG, not any(map(item.get_closest_marker, ("slow", "spark")))))
