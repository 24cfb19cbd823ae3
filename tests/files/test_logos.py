"""Logos as they are read: what a report can show is taken, and what it could not is refused with what would be right.

A report shows its logo as a picture, in which nothing runs and nothing loads: half a logo in front of a board is worse
than a message before it.
"""

from pathlib import Path

import pytest

from cxmaturity.domain.problems import Problem
from cxmaturity.files.brand.logos import MOST_BYTES, MOST_PIXELS, read_logo
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.tree import read_tree

pytestmark = pytest.mark.fast

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def png(width: int = 60, height: int = 20, *, end: bytes = b"IEND\xaeB`\x82") -> bytes:
    size = width.to_bytes(4) + height.to_bytes(4)
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + size + b"\x08\x06\0\0\0" + b"\0" * 8 + end


def read(folder: Path, name: str, data: bytes | str) -> tuple[str | None, list[Problem]]:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    findings = Findings(read_tree(Source("brand.yaml", f"logo: {name}\n", "")))
    logo = read_logo(folder, name, findings)
    return (logo.media_type if logo else None), findings.problems


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<rect width='4' height='4'/>",
        "<style>rect { fill: red }</style>",
        "<defs><g id='a'><rect/></g></defs><use href='#a'/><use xlink:href='#a'/>",
        "<image href='data:image/png;base64,AA'/>",
        "<a href='https://example.org'><text>a link is followed by nobody in a picture</text></a>",
        "<rect fill='url(#a)'/><linearGradient id='a'/>",
        "<text>some words</text>",
    ],
)
def test_an_svg_that_stands_for_itself_is_taken(inside: str, tmp_path: Path) -> None:
    assert read(tmp_path, "logo.svg", SVG.format(inside)) == ("image/svg+xml", [])


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<image href='x.png'/>", "it loads x.png"),
        ("<image xlink:href='https://x.y/z.png'/>", "it loads https://x.y/z.png"),
        ("<use href='other.svg#a'/>", "it loads other.svg#a"),
        ("<style>@import 'x.css';</style>", "it loads x.css"),
        ("<rect style='fill: url(x.svg)'/>", "it loads x.svg"),
        ("<rect fill='url(x.svg)'/>", "it loads x.svg"),
        ("<foreignObject><p/></foreignObject>", "foreignObject brings a page into the picture"),
        ("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>", "repeat each other in a circle"),
        ("<g id='a'><use href='#a'/></g>", "repeat each other in a circle"),
    ],
)
def test_an_svg_that_needs_something_else_is_refused(inside: str, message: str, tmp_path: Path) -> None:
    taken, (problem,) = read(tmp_path, "logo.svg", SVG.format(inside))
    assert taken is None
    assert problem.code == "refused-logo"
    assert message in problem.message
    assert problem.hint


def test_elements_that_repeat_each_other_are_counted_and_not_drawn(tmp_path: Path) -> None:
    """Ten levels of ten are a picture of ten thousand million rectangles in a file of some lines."""
    uses = ["<rect/>", *(f"<use href='#g{i}'/>" * 10 for i in range(9))]
    levels = "".join(f"<g id='g{i}'>{inside}</g>" for i, inside in enumerate(uses))
    taken, (problem,) = read(tmp_path, "logo.svg", SVG.format(f"{levels}<use href='#g9'/>"))
    assert taken is None
    assert "over 10,000 times" in problem.message


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("<svg>", "refused-logo", "the file starts with svg, not with svg"),
        ("<html/>", "refused-logo", "the file starts with html, not with svg"),
        ("<svg", "broken-logo", "this is no SVG"),
        ('<?xml version="1.0" encoding="utf-16"?>' + SVG.format(""), "refused-logo", "its encoding is utf-16"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), "refused-logo", "entities are not allowed"),
        ('<!DOCTYPE svg SYSTEM "x.dtd">' + SVG.format(""), "refused-logo", "it loads x.dtd"),
        (
            '<?xml-stylesheet href="x.css"?>' + SVG.format(""),
            "refused-logo",
            "it loads what <?xml-stylesheet ...?> names",
        ),
        ("plain text", "no-logo", "is neither an SVG nor a PNG"),
    ],
)
def test_what_is_no_svg_is_told(text: str, code: str, message: str, tmp_path: Path) -> None:
    taken, (problem,) = read(tmp_path, "logo.svg", text)
    assert taken is None
    assert problem.code == code
    assert message in problem.message


def test_the_standards_own_declaration_is_no_reason_to_refuse(tmp_path: Path) -> None:
    """Drawing programs write it; nobody loads it."""
    declared = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        + SVG.format("")
    )
    assert read(tmp_path, "logo.svg", declared) == ("image/svg+xml", [])


def test_a_script_does_not_run_and_is_warned_of(tmp_path: Path) -> None:
    taken, (problem,) = read(tmp_path, "logo.svg", SVG.format("\n<script>x()</script>"))
    assert taken == "image/svg+xml"
    assert (problem.severity, problem.code) == ("warning", "script-in-logo")
    assert "line 2" in problem.message


def test_a_problem_stands_on_the_line_of_the_svg_and_of_the_brand(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, "logo.svg", SVG.format("\n\n<image href='x.png'/>"))
    assert problem.line == 1
    assert problem.message.startswith("logo.svg, line 3: ")


# pictures of points


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png(), None),
        (png(MOST_PIXELS, MOST_PIXELS), None),
        (png(MOST_PIXELS + 1), "large-logo"),
        (png(60, MOST_PIXELS + 1), "large-logo"),
        (png(0), "broken-logo"),
        (png(60, 0), "broken-logo"),
        (png(end=b""), "broken-logo"),
        (png()[:20], "broken-logo"),
        (b"\xff\xd8\xff\xe0JFIF", "no-logo"),
        (b"GIF89a", "no-logo"),
        (b"", "no-logo"),
        (png() + b" " * MOST_BYTES, "large-logo"),
    ],
)
def test_a_png_is_whole_and_not_too_large(data: bytes, code: str | None, tmp_path: Path) -> None:
    taken, problems = read(tmp_path, "logo.png", data)
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert taken == (None if code else "image/png")


def test_a_jpeg_is_told_as_one(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, "logo.png", b"\xff\xd8\xff\xe0")
    assert "neither an SVG nor a PNG but a JPEG" in problem.message


# where it lies


@pytest.mark.parametrize(
    ("name", "code"),
    [("gone.svg", "no-such-logo"), (".", "no-such-logo"), ("../x.svg", "logo-elsewhere"), ("/x.svg", "logo-elsewhere")],
)
def test_a_logo_lies_beside_its_brand(name: str, code: str, tmp_path: Path) -> None:
    findings = Findings(read_tree(Source("brand.yaml", "logo: x\n", "")))
    assert read_logo(tmp_path, name, findings) is None
    assert [problem.code for problem in findings.problems] == [code]


def test_a_link_leads_to_no_file_outside(tmp_path: Path) -> None:
    """A brand folder from somebody else could otherwise show a file of one's own."""
    inside = tmp_path / "brand"
    inside.mkdir()
    (tmp_path / "secret.svg").write_text(SVG.format(""), encoding="utf-8")
    (inside / "logo.svg").symlink_to(tmp_path / "secret.svg")
    findings = Findings(read_tree(Source("brand.yaml", "logo: x\n", "")))
    assert read_logo(inside, "logo.svg", findings) is None
    assert [problem.code for problem in findings.problems] == ["logo-elsewhere"]
