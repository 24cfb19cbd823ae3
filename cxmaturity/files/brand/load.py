"""From a brand file to a brand: the logo read, the colours held to what can be read."""

import copy
from pathlib import Path as Folder

import msgspec
from msgspec import UNSET, Struct, UnsetType

from cxmaturity.domain.brand import DARK, LIGHT, Brand, Shade
from cxmaturity.domain.colour import AA, nearest, weakest
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.brand.logos import read_logo
from cxmaturity.files.shapes.brand import BrandShape, ShadesShape
from cxmaturity.files.yaml.decode import in_order, refusal_of, shape_problems
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import Document, Path, Tree, read_mended

COMFORT = 7.0
"""The contrast that a colour is given on dark paper where the file names only the one for light paper."""


_READABLE = {"light": "#000000", "dark": "#ffffff"}


class ReadBrand(Struct, frozen=True):
    """A brand with what was found in its file."""

    brand: Brand
    findings: Findings


def brand_of_file(name: str) -> Brand:
    """The brand of a file. ProblemsFoundError lists every error in it."""
    return read_brand(read_mended(read_source(name)), Folder(name).parent).brand


def read_brand(document: Document, folder: Folder) -> ReadBrand:
    """Read a brand; `folder` is that of its file, where the logo lies. ProblemsFoundError lists every error in it."""
    shape, wrong = _decoded(document)
    findings = Findings(document, wrong)
    name, alt = shape.name.strip(), (shape.alt or "").strip()
    logo = read_logo(folder, shape.logo, findings) if shape.logo else None
    if alt and "logo" not in document.data:
        findings.error(("alt",), "alt-without-logo", "there is no logo that this could describe", "add `logo: ...`")
    brand = Brand(
        name=name,
        logo=logo,
        alt="" if alt == name else alt,  # the name stands beside the logo, and is not said twice
        accent=_shade(shape.accent, ("accent",), findings),
        second=_shade(shape.second, ("second",), findings),
        footer=(shape.footer or "").strip(),
    )
    findings.raise_errors()
    return ReadBrand(brand, findings)


def _decoded(document: Document) -> tuple[BrandShape, list[Problem]]:
    """A brand without the keys whose value is of the wrong shape, so that the rest can be checked too."""
    if "schema" not in document.data:
        hint = "start the file with `schema: cxmaturity/brand@1`"
        missing = Problem(document.name, 1, "", "missing-key", "the key `schema` is missing", hint)
        raise ProblemsFoundError([missing, *document.slips])
    try:
        return msgspec.convert(document.data, BrandShape, strict=False), []
    except msgspec.ValidationError as error:
        problems = shape_problems(document, "brand", error)
    sound: Tree = {"name": "-"} | copy.deepcopy(document.data)  # a name that is missing, or wrong, is told already
    for key, *inside in (map(str, path) for path, _ in problems if path):
        if inside and inside[0] in _READABLE and key in sound:  # the other shade is checked all the same
            sound[key][inside[0]] = _READABLE[inside[0]]
        elif key != "name":
            sound.pop(key, None)
        else:
            sound[key] = "-"
    try:
        return msgspec.convert(sound, BrandShape, strict=False), in_order(problems)
    except msgspec.ValidationError:
        raise refusal_of(document, problems) from None


def _shade(given: str | ShadesShape | UnsetType, path: Path, findings: Findings) -> Shade | None:
    if given is UNSET:
        return None
    if isinstance(given, ShadesShape):
        _hold_readable(given.light, LIGHT, "light", (*path, "light"), findings)
        _hold_readable(given.dark, DARK, "dark", (*path, "dark"), findings)
        return Shade(given.light.lower(), given.dark.lower())
    assert isinstance(given, str)  # noqa: S101  for the type checker
    _hold_readable(given, LIGHT, "light", path, findings)
    return Shade(given.lower(), nearest(given, DARK, COMFORT))


def _hold_readable(colour: str, grounds: tuple[str, ...], paper: str, path: Path, findings: Findings) -> None:
    ratio, ground = weakest(colour, grounds)
    if ratio < AA:
        shown = int(ratio * 100) / 100  # never rounded up to what would do
        findings.error(
            path,
            "contrast",
            f"{colour} has a contrast of {shown:.2f} to 1 on {paper} paper ({ground}); text needs {AA} (WCAG AA)",
            f'the nearest that has it is "{nearest(colour, grounds)}"',
        )
