"""Logos: an SVG or a PNG that lies beside the brand file, checked before it goes into a report.

A report shows its logo as `<img>`, in which browsers run no script and load nothing. What could not be shown
there is refused here, so that nobody finds half a logo in front of a board.
"""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path as File
from typing import Any
from xml.parsers import expat

from cxmaturity.domain.brand import Logo
from cxmaturity.domain.styles import loads
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Path

MOST_BYTES = 100 * 1024
PATH: Path = ("logo",)
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG_ROOT = "http://www.w3.org/2000/svg svg"
_LINKS = ("href", "http://www.w3.org/1999/xlink href")
_REFERS = {"use", "pattern", "linearGradient", "radialGradient", "filter", "feImage", "mask", "textPath"}
"""The elements that draw what their link names."""

_WITHIN = re.compile(r"url\(\s*['\"]?#([^)'\"\s]+)", re.IGNORECASE)
_ENCODINGS = {"utf-8", "us-ascii"}
_STANDARD = "-//W3C//DTD SVG"
MOST_PIXELS = 5_000
"""The width and height of a PNG, which every reader of a report unpacks."""

MOST_DRAWN = 10_000
"""How many elements an SVG may draw by repeating others."""


def read_logo(folder: File, name: str, findings: Findings) -> Logo | None:
    """The logo of this name in a folder, None where it can not be used, which is noted as an error."""
    data = _read(folder, name, findings)
    if data is None:
        return None
    if data.startswith(_PNG):
        return _png(data, name, findings)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _svg(data, name, findings)
    what = " but a JPEG" if data.startswith(b"\xff\xd8") else ""
    findings.error(PATH, "no-logo", f"{name} is neither an SVG nor a PNG{what}", "save it as one of these")
    return None


def _read(folder: File, name: str, findings: Findings) -> bytes | None:
    try:
        path = (folder / name).resolve()  # links followed, so that none leads out
        if not path.is_relative_to(folder.resolve()):
            hint = "put it beside the brand file, and write its name"
            findings.error(PATH, "logo-elsewhere", f"{name} lies outside the folder of the brand file", hint)
            return None
        if not path.is_file():
            what = "this is a folder" if path.is_dir() else "there is no such file beside the brand file"
            findings.error(PATH, "no-such-logo", f"{name}: {what}", "check the name")
            return None
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:  # the last for links that lead in a circle
        why = getattr(error, "strerror", None) or str(error)
        findings.error(PATH, "unreadable-logo", f"{name} can not be read: {why}")
        return None
    if len(data) > MOST_BYTES:
        hint = "an SVG, or a PNG of some 600 pixels, is enough"
        findings.error(PATH, "large-logo", f"{name} is over {MOST_BYTES // 1024} KiB, all of it in every report", hint)
        return None
    return data


def _png(data: bytes, name: str, findings: Findings) -> Logo | None:
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    sound = data[12:16] == b"IHDR" and width and height and b"IEND" in data[-12:]
    if not sound:
        findings.error(PATH, "broken-logo", f"{name} starts as a PNG but is not a whole one", "save it again")
        return None
    if max(width, height) > MOST_PIXELS:
        message = f"{name} says that it has {width:,} x {height:,} pixels; at most {MOST_PIXELS:,} a side are taken"
        findings.error(PATH, "large-logo", message, "save it smaller: some 600 pixels are enough")
        return None
    return Logo("image/png", data)


def _svg(data: bytes, name: str, findings: Findings) -> Logo | None:
    reader = _Reader()
    try:
        data.decode("utf-8-sig")
        reader.read(data)
    except UnicodeDecodeError:
        findings.error(PATH, "broken-logo", f"{name} is not UTF-8", "save it with that encoding")
    except expat.ExpatError as error:
        message = f"{name}, line {error.lineno}: this is no SVG: {expat.ErrorString(error.code)}"
        findings.error(PATH, "broken-logo", message, "save it again from the program that made it")
    except _RefusedError as error:
        message, hint = error.args
        line = reader.parser.CurrentLineNumber
        findings.error(PATH, "refused-logo", f"{name}, line {line}: {message}", hint)
    else:
        if reader.scripts:
            line = reader.scripts[0]
            message = f"{name}, line {line}: a script in a logo does not run"
            findings.warning(PATH, "script-in-logo", message, "leave it out")
        return Logo("image/svg+xml", data)
    return None


class _RefusedError(Exception):
    """Why an SVG is refused, and what would be right."""


class _Reader:
    """Goes through an SVG once; nothing of it is kept, expanded or loaded."""

    def __init__(self) -> None:
        self.parser: Any = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.CharacterDataHandler = self._text
        self.parser.buffer_text = True
        self.scripts: list[int] = []
        self._ids: list[str] = []  # of the elements around, each with the nearest id from outside
        self._draws: dict[str, list[str]] = {"": []}  # what stands in an element of this id, and what it refers to

    def read(self, data: bytes) -> None:
        """ExpatError for what is no XML, _RefusedError for what may not stand in it."""
        self.parser.Parse(data, True)
        known = {id_: [used for used in drawn if used in self._draws] for id_, drawn in self._draws.items()}
        try:
            order = TopologicalSorter(known).static_order()
            drawn: dict[str, int] = {}
            for id_ in order:
                drawn[id_] = 1 + sum(drawn[used] for used in known[id_])
        except CycleError:
            raise _RefusedError("its elements repeat each other in a circle", "leave one of these links out") from None
        if drawn[""] > MOST_DRAWN:
            raise _RefusedError(f"its elements repeat each other over {MOST_DRAWN:,} times", "draw them once") from None

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise _RefusedError(f"it says that its encoding is {encoding[:80]}", "save it with the encoding UTF-8")

    def _doctype(self, _name: str, system: str | None, public: str | None, has_subset: int) -> None:
        if has_subset:
            self._entity()
        if system and not (public or "").startswith(_STANDARD):
            self._refuse_outside(system)

    def _entity(self, *_: object) -> None:
        raise _RefusedError("entities are not allowed", "save it as plain SVG, without editing data")

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            self._refuse_outside(f"what <?{target} ...?> names")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rsplit(" ", maxsplit=1)[-1]
        if not self._ids and name != _SVG_ROOT:
            hint = 'start it with <svg xmlns="http://www.w3.org/2000/svg" ...>'
            raise _RefusedError(f"the file starts with {local}, not with svg", hint)
        if local == "foreignObject":
            raise _RefusedError("foreignObject brings a page into the picture", "draw it as shapes and text")
        if local == "script":
            self.scripts.append(self.parser.CurrentLineNumber)
        around = self._ids[-1] if self._ids else ""
        id_ = attributes.get("id") or around
        self._ids.append(id_)
        if id_ != around:
            self._draws.setdefault(id_, [])
            self._draws[around].append(id_)
        for link in _LINKS:
            address = attributes.get(link, "").strip()
            if address.startswith("#") and local in _REFERS:
                self._draws[id_].append(address[1:])
            elif address and local != "a" and not address.startswith(("#", "data:")):
                self._refuse_outside(address)
        for key, value in attributes.items():
            self._text(value)
            if key != "id":
                self._draws[id_] += _WITHIN.findall(value)

    def _end(self, _name: str) -> None:
        self._ids.pop()

    def _text(self, text: str) -> None:
        for address in loads(text):
            self._refuse_outside(address)

    def _refuse_outside(self, address: str) -> None:
        raise _RefusedError(f"it loads {address[:80]}, which a report does not", "put that into the file itself")
