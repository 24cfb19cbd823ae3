"""Where questionnaires and crosswalks lie: the built-in ones, and a folder of the user's own beside them."""

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

import cxmaturity
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.questionnaire.compiled import load_compiled, save_compiled
from cxmaturity.files.yaml.source import Source, read_source, refused, shown

if TYPE_CHECKING:
    from cxmaturity.domain.crosswalk import Crosswalk

SUFFIXES = {".yaml", ".yml"}
CROSSWALK = "crosswalk"
"""The name, without its ending, of the file in a folder of questionnaires that says how they relate."""


def data_folder(name: str) -> Path:
    """A folder of built-in data: in an installed package, else in the repository around it."""
    package = Path(cxmaturity.__file__).parent
    packaged = package / "_data"
    return (packaged if packaged.is_dir() else package.parent) / name


def _parsed(source: Source) -> Questionnaire:
    from cxmaturity.domain.naming import named_apart  # noqa: PLC0415  not for compiled ones
    from cxmaturity.files.questionnaire.load import read_questionnaire  # noqa: PLC0415  likewise
    from cxmaturity.files.yaml.tree import read_mended  # noqa: PLC0415  likewise

    return named_apart(read_questionnaire(read_mended(source), source.sha256).questionnaire)


def _parsed_crosswalk(source: Source, known: "Catalogue | None") -> "Crosswalk":
    from cxmaturity.files.questionnaire.crosswalks import read_crosswalk  # noqa: PLC0415  not for compiled ones
    from cxmaturity.files.yaml.tree import read_mended  # noqa: PLC0415  likewise

    return read_crosswalk(read_mended(source), source.sha256, known)


def _id_in(source: Source) -> str | None:
    from cxmaturity.files.yaml.tree import top_value  # noqa: PLC0415  only for questionnaires of the user's

    return top_value(source, "id")


class Catalogue:
    """Questionnaires by id, and the crosswalks. Each file is read once, and only when it is asked for."""

    def __init__(self, own: Path | None = None) -> None:
        """`own` is a folder with questionnaires of the user's; ProblemsFoundError where it is none."""
        self._read: dict[Path, Questionnaire | ProblemsFoundError] = {}
        self._built_in = {path.stem: path for path in sorted(data_folder("questionnaires").glob("*.yaml"))}
        own_files = self._own_files(own) if own is not None else []
        self._own = [path for path in own_files if path.stem != CROSSWALK]
        self._crosswalk: Crosswalk | None = None
        self._crosswalks = [self._built_in.pop(CROSSWALK), *(path for path in own_files if path.stem == CROSSWALK)]

    def names(self) -> list[str]:
        """The ids of all questionnaires as their files say them, the built-in ones first: none is checked for it."""
        return [*self._built_in, *filter(None, self._own_ids.values())]

    def ids(self) -> list[str]:
        """The ids of all questionnaires, the built-in ones first. ProblemsFoundError if any file has errors."""
        problems = self._problems(self._own)
        if problems:
            raise ProblemsFoundError(problems)
        return self.names()

    def find(self, id_: str) -> Questionnaire | None:
        """The questionnaire of an id, None where there is none.

        ProblemsFoundError if its file has errors, or if it is not found and there are files that say no id.
        """
        if id_ in self._built_in:
            return self.load(self._built_in[id_])
        places = [path for path in self._own if self._own_ids[path] == id_]
        problems = self._problems(places or [path for path in self._own if self._own_ids[path] is None])
        if problems:
            raise ProblemsFoundError(problems)
        return self.load(places[0]) if places else None

    def load(self, path: Path) -> Questionnaire:
        """The questionnaire of a file. ProblemsFoundError lists every error in it."""
        if path not in self._read:
            try:
                source = read_source(str(path))
                compiled = load_compiled(data_folder("compiled"), source.sha256, Questionnaire)
                readable = compiled or _parsed(source)
                self._read[path] = replace(readable, built_in=path in self._built_in.values())
            except ProblemsFoundError as error:
                self._read[path] = error
        loaded = self._read[path]
        if isinstance(loaded, ProblemsFoundError):
            raise loaded
        return loaded

    def crosswalk(self) -> "Crosswalk":
        """How the questionnaires relate, by the built-in crosswalk and the user's. ProblemsFoundError lists errors."""
        from cxmaturity.domain.crosswalk import Crosswalk, merged  # noqa: PLC0415  few commands need one

        if self._crosswalk is not None:
            return self._crosswalk
        source = read_source(str(self._crosswalks[0]))
        built_in = load_compiled(data_folder("compiled"), source.sha256, Crosswalk) or _parsed_crosswalk(source, None)
        own = [_parsed_crosswalk(read_source(str(path)), self) for path in self._crosswalks[1:]]
        self._crosswalk = merged([built_in, *own])
        return self._crosswalk

    def _own_files(self, folder: Path) -> list[Path]:
        try:
            return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.is_file())
        except (FileNotFoundError, NotADirectoryError):
            raise refused(str(folder), None, "no-folder", "this is no folder of questionnaires") from None
        except OSError as error:
            message = f"the folder can not be read: {error.strerror}"
            raise refused(str(folder), None, "unreadable", message) from None

    @functools.cached_property
    def _own_ids(self) -> dict[Path, str | None]:
        """What the user's own files say their ids are; None where one can not be read or says nothing."""
        ids: dict[Path, str | None] = {}
        for path in self._own:
            try:
                ids[path] = _id_in(read_source(str(path)))
            except ProblemsFoundError:
                ids[path] = None
        return ids

    def _problems(self, paths: Iterable[Path]) -> list[Problem]:
        """What is wrong with some of the user's own files, and ids among them that are another's too."""
        places: dict[str, Path] = dict.fromkeys(self._built_in, Path("a built-in questionnaire"))
        problems: list[Problem] = []
        for path in paths:
            try:
                id_ = self.load(path).id
            except ProblemsFoundError as error:
                problems += error.problems
                continue
            if id_ in places:
                message, hint = f"the id {id_} belongs to {shown(str(places[id_]))}", "give it an id of its own"
                problems.append(Problem(shown(str(path)), None, "id", "repeated-id", message, hint))
            places.setdefault(id_, path)
        return problems


def save_built_in(catalogue: Catalogue, folder: Path) -> None:
    """Write all questionnaires of a catalogue and its crosswalk into a folder of compiled ones."""
    questionnaires = (catalogue.find(id_) for id_ in catalogue.ids())
    for built_in in (*questionnaires, catalogue.crosswalk()):
        if built_in is not None:
            save_compiled(built_in, folder)
