"""What a form can be handed out with, and the registry of all: adding a target is a module, a template and a line.

A target lays out a form (`cxmaturity.reports.forms.content`), whose words are made there. Its module is imported when
it is first used, as what it needs may be slow to load.
"""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from cxmaturity.domain.language import say

if TYPE_CHECKING:  # the command looks targets up before it has a form
    from cxmaturity.reports.forms.content import Form


class Writer(Protocol):
    """A module that lays forms out."""

    def write(self, form: "Form", templates: Path) -> bytes:
        """The form as the target takes it; `templates` are the built-in ones."""
        ...


class Target(Struct, frozen=True):
    """One way to hand a form out.

    `name` is what `--for` takes, `suffixes` the endings of its files, the usual one first; `module` is the `Writer`;
    `then` says what to do with the file; `extra` is the optional dependency of this project that it needs, empty where
    there is none.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    then: str
    extra: str = ""
    names: bool = False
    """Whether it can show the names of points: not where what comes back is known by the words of its options."""

    def write(self, form: "Form", templates: Path) -> bytes:
        """The form for this target. ModuleNotFoundError where what `extra` names is not installed."""
        writer: Writer = importlib.import_module(self.module)
        return writer.write(form, templates)


_HERE = "cxmaturity.reports.forms"
TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target(
            "html",
            f"{_HERE}.html",
            (".html", ".htm"),
            say("Send it to everyone who is to answer: it opens in a browser and saves an answers file to send back."),
            names=True,
        ),
        Target("lime", f"{_HERE}.lime", (".txt", ".tsv"), say("In LimeSurvey: create a survey, import, this file.")),
        Target(
            "xlsform",
            f"{_HERE}.xlsform",
            (".xlsx",),
            say("In KoBoToolbox or ODK Central: a new project or form, upload an XLSForm, this file."),
            "xlsx",
        ),
        Target(
            "qualtrics",
            f"{_HERE}.qualtrics",
            (".txt",),
            say("In Qualtrics: a blank survey, tools, import a survey, this file."),
        ),
        Target(
            "google",
            f"{_HERE}.google",
            (".gs", ".js"),
            say("At script.google.com: a new project, this text in place of what is there, run makeForm."),
        ),
        Target("text", f"{_HERE}.text", (".txt",), say("Print it, or mail it."), names=True),
    )
}
"""Every target by its name."""


def targets_of_suffix(suffix: str) -> tuple[Target, ...]:
    """The targets whose files have an ending; several where it does not say which."""
    return tuple(target for target in TARGETS.values() if suffix.lower() in target.suffixes)
