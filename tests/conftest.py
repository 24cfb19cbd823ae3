"""What all tests share: the program, and the real programs that people use it with."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cxmaturity.files.questionnaire import catalogue
from cxmaturity.files.questionnaire.catalogue import save_built_in
from cxmaturity.reports.formats import form, html, jinja, markdown
from cxmaturity.reports.forms import html as page
from tests.cli.running import Cx, runner

Needs = Callable[[str], str]
COMPILED = "CXMATURITY_TESTS_COMPILED"
"""The variable that names the folder of what was compiled to pytest-xdist's workers."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile templates and questionnaires once for all tests, as a wheel has them; workers find what was compiled."""
    if hasattr(config, "workerinput"):
        return
    folder = tempfile.TemporaryDirectory()
    config.add_cleanup(folder.cleanup)
    layouts = html.LAYOUT, markdown.LAYOUT, form.LAYOUT, page.LAYOUT
    jinja.compile_layouts(layouts, catalogue.data_folder("templates"), Path(folder.name))
    save_built_in(catalogue.Catalogue(), Path(folder.name))
    os.environ[COMPILED] = folder.name


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """In this process, what was compiled is used where a wheel would use it. Other processes read the sources."""
    folder, of_layout = Path(os.environ[COMPILED]), jinja._compiled
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


@pytest.fixture(scope="session")
def needs() -> Needs:
    """The path of a program that a test needs: without it the test is skipped, but fails where CI is true."""

    def find(program: str) -> str:
        path = shutil.which(program)
        if path is None:
            reason = f"{program} is not installed"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        return path

    return find


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no worker is left with it while the others have nothing to do."""
    items.sort(key=lambda item: item.path.name != "test_versions.py")
