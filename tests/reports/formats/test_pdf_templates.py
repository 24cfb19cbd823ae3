"""A user's own Typst templates: what they can replace, what they can not reach, what is said of errors."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.reports.document.blocks import Document, Paragraph
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.formats.pdf import FORMAT
from tests.cli.running import NORTHWIND, Cx
from tests.reports.formats.pages import TEMPLATES, every, read, small, text_of
from tests.reports.formats.sample import ARABIC, document

Printed = Callable[..., str]


def shown() -> Document:
    """A document of a part in the body, and one in the annex."""
    return small(Paragraph("What stands in the body."), annex=(Paragraph("What stands in the annex."),))


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """The text of a document that is laid out with templates of one's own, by the names of their files."""

    def text(**templates: str) -> str:
        told: list[str] = []
        for name, source in templates.items():
            path = tmp_path / "own" / "typst" / f"{name}.typ"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        pdf = FORMAT.write(shown(), Setting(TEMPLATES, tmp_path / "own", tell=told.append))
        return "\n".join([text_of(PdfReader(io.BytesIO(pdf))), *told])

    return text


def test_a_part_is_laid_out_by_its_name(printed: Printed) -> None:
    """Who wants another method replaces the method, and nothing else."""
    text = printed(parts='#import "blocks.typ": all\n#let parts = (method: (part, level) => [Ours, for #part.title.])')
    assert "Ours, for Method." in text
    assert "What stands in the body." in text
    assert "What stands in the annex." not in text


FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.skipif(not FONT.exists(), reason=f"{FONT} is not installed")
def test_a_font_of_one_s_own_sets_what_the_first_one_lacks(tmp_path: Path) -> None:
    """Arabic need not be in the letters of one width that Typst brings along; labels of pictures follow."""
    folder = tmp_path / "own" / "typst"
    (folder / "fonts").mkdir(parents=True)
    shutil.copy(FONT, folder / "fonts")
    named = '#import "/builtin/typst/style.typ": *\n#let body-font = ("Libertinus Serif", "DejaVu Sans")'
    (folder / "style.typ").write_text(named)
    arabic = small(Paragraph(ARABIC), *(block for block in document().chapters[0].body[0].blocks))
    used = {}
    for own in (None, tmp_path / "own"):
        pdf = PdfReader(io.BytesIO(FORMAT.write(arabic, Setting(TEMPLATES, own))))
        names = {node["/BaseFont"].partition("+")[2] for node in every(pdf.trailer["/Root"]) if "/BaseFont" in node}
        used[own] = {name.partition("-")[0] for name in names}
    assert "DejaVuSans" not in used[None]
    assert {"DejaVuSans", "LibertinusSerif"} <= used[tmp_path / "own"]


def test_a_part_keeps_what_it_held(printed: Printed) -> None:
    text = printed(
        parts='#import "blocks.typ": all\n#let parts = (stand: (part, level) => [Draft. #all(part.blocks, level)])'
    )
    assert "Draft. What stands in the body." in text


def test_a_part_that_no_report_has_is_an_error(printed: Printed, tmp_path: Path) -> None:
    """A misspelt name would change nothing and say nothing."""
    with pytest.raises(ProblemsFoundError) as refused:
        printed(parts="// metod: as the handbook has it\n#let parts = (\n  metod: (part, level) => [Ours],\n)")
    (problem,) = refused.value.problems
    assert (problem.file, problem.line, problem.message) == (
        f"{tmp_path}/own/typst/parts.typ",
        3,
        "no report has a part metod",
    )
    assert problem.hint == "did you mean method?"


def test_the_look_is_replaced(printed: Printed) -> None:
    """A style of one's own keeps what it does not change."""
    style = '#import "/builtin/typst/style.typ": *\n#let ranked(it) = block(upper(it.body))'
    assert "What stands in the body." in printed(style=style)


def test_the_front_is_replaced_and_used(printed: Printed) -> None:
    front = (
        '#import "/builtin/typst/front.typ" as shipped\n#let annex-place = shipped.annex-place\n'
        "#let front() = { [For discussion only.]; shipped.front() }"
    )
    text = printed(front=front)
    assert text.index("For discussion only.") < text.index("Northwind Telecom")


def test_a_whole_document(printed: Printed) -> None:
    """It sees the document and nothing else; texts stay texts."""
    whole = (
        '#import "input.typ": report\n#set document(title: report.title)\n#set text(lang: report.language)\n'
        "#metadata(())<own-parts>\n= Only #report.heading\n"
    )
    text = printed(document=whole)
    assert text == "Only Northwind Telecom"


def test_the_values_behind_a_report(cx: Cx, tmp_path: Path) -> None:
    """Templates of one's own see the view too."""
    path = tmp_path / "own" / "typst" / "parts.typ"
    path.parent.mkdir(parents=True)
    path.write_text(
        '#import "view.typ": view\n#let parts = (stand: (part, level) => [Index #view.sections.first().result.index])'
    )
    out = tmp_path / "report.pdf"
    ran = cx("report", "--no-plan", "--templates", tmp_path / "own", "-o", out, NORTHWIND)
    assert (ran.code, ran.err) == (0, f"Wrote {out}\n")
    assert "Index 43.5" in text_of(read(out))


def test_what_falls_short_of_pdf_ua_is_told(printed: Printed) -> None:
    text = printed(document='#import "input.typ": report\nNo title, but #report.heading')
    assert text == "No title, but Northwind Telecom\nThe PDF is tagged, but no PDF/UA: missing document title"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("= A\n\n#report.heading", "document.typ, line 3: the template can not be used: unknown variable: report"),
        ('#import "input.typ": report\n#report.headings', "line 2: the template can not be used: "),
        ("#(", "line 1: the template can not be used: unclosed delimiter"),
        ('#import "missing.typ": x', "line 1: the template can not be used: file not found"),
        ('\n#import "@preview/cetz:0.3.4"', "line 2: the template can not be used: packages are not loaded; "),
        ('#import "@local/mine:1.0.0"', "line 1: the template can not be used: packages are not loaded; "),
        ('#read("../../../../../../etc/passwd")', "templates read files of their own folder only"),
        ('#read("/etc/passwd")', "line 1: the template can not be used: file not found"),
        ('#read("/../etc/passwd")', "templates read files of their own folder only"),
    ],
)
def test_errors(source: str, told: str, printed: Printed, tmp_path: Path) -> None:
    """An error names the template and its line; nothing outside the folder is read."""
    with pytest.raises(ProblemsFoundError) as refused:
        printed(document=source)
    message = str(refused.value)
    assert told in message
    assert f"{tmp_path}/own/typst/document.typ, line" in message
    assert "root:" not in message


def test_links_lead_nowhere_else(printed: Printed, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    (tmp_path / "own" / "typst").mkdir(parents=True)
    (tmp_path / "own" / "typst" / "linked.txt").symlink_to(secret)
    with pytest.raises(ProblemsFoundError, match=r"linked\.txt: this link leads out of the folder of templates"):
        printed(document='#read("linked.txt")')


def test_built_in_templates_hold_no_words() -> None:
    """Every word is the document's: a format that words something says it otherwise than the others."""
    for path in sorted((TEMPLATES / "typst").glob("*.typ")):
        lines = [line.split("//")[0] for line in path.read_text().splitlines() if not line.lstrip().startswith("//")]
        strings: list[Any] = [piece for line in lines for piece in line.split('"')[1::2]]
        assert [piece for piece in strings if len(piece.split()) > 3 and "<" not in piece and "M" not in piece] == []
