"""The report as a PDF: tagged, the same bytes every time, every text as text, and nothing read from elsewhere."""

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from cxmaturity.domain.language import rounded, signed
from cxmaturity.domain.model import Scoring
from cxmaturity.reports.sanitise import visible
from cxmaturity.reports.words.result import share
from tests.cli.running import NORTHWIND, ROOT, Cx, process
from tests.reports.conftest import KINDS, Given, any_hostile
from tests.reports.hostile import write

TEMPLATES = ROOT / "templates"
WORD = re.compile("Zq[0-9]{3}qZ")
ACTING = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/SubmitForm"}
NO_FONT = "\U00016e40"  # Medefaidrin, for which hardly any machine has a font
Made = Callable[[str], Any]
SURROUNDINGS = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"}


@pytest.fixture
def made(cx: Cx, given: Given, tmp_path: Path) -> Made:
    """Makes the PDF of a kind of report."""

    def pdf(kind: str) -> Any:
        path = tmp_path / "report.pdf"
        assert cx("report", "--format", "pdf", "-o", path, *given(kind)).code == 0
        return PdfReader(path)

    return pdf


def every(node: Any, seen: set[int] | None = None) -> Iterator[Any]:
    """Every dictionary below a node of a PDF."""
    seen = set() if seen is None else seen
    if isinstance(node, IndirectObject):
        if node.idnum in seen:
            return
        seen.add(node.idnum)
        node = node.get_object()
    if isinstance(node, DictionaryObject):
        yield node
    if isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from every(child, seen)


def letters(text: str) -> str:
    """Text without what line ends put into it."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def bare(text: str) -> str:
    """Letters without what pypdf does not read: what stands for a character without a font, or one with marks.

    A PDF has the text of these beside them (`/ActualText`), and pypdf reads the pictures of the letters instead.
    """
    kept = (one for one in letters(text) if unicodedata.category(one) not in {"Mn", "So", "Cf", "Cc"})
    return re.sub(r"(.)\1+", r"\1", "".join(kept))


def text_of(pdf: Any) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


@pytest.mark.parametrize("kind", KINDS)
def test_pages(kind: str, made: Made) -> None:
    """Every page but the cover says which it is and of how many; none is empty."""
    pages = [page.extract_text() for page in made(kind).pages]
    assert len(pages) >= 8
    for number, text in enumerate(pages[1:], 2):
        assert re.search(rf"\b{number} of {len(pages)}\b", text)
        assert len(text.strip().splitlines()) > 3


@pytest.mark.fast
def test_what_it_says_of_itself(made: Made) -> None:
    pdf = made("northwind-telecom")
    metadata = pdf.metadata
    assert metadata.title == "Northwind Telecom: customer experience maturity"
    assert metadata.author == "Northwind Telecom"
    assert metadata.creation_date.isoformat().startswith("2026-11-22")
    assert pdf.root_object["/Lang"] == "en-GB"
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.root_object["/Metadata"].get_data()
    assert [entry.title for entry in pdf.outline if not isinstance(entry, list)][:3] == [
        "Where we stand",
        "Profile",
        "Today against the target",
    ]


def test_tags(made: Made) -> None:
    tags = [one for one in every(made("northwind-telecom").root_object["/StructTreeRoot"]) if "/S" in one]
    kinds = {one["/S"] for one in tags}
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link", "/TOC"} <= kinds
    figures = [one for one in tags if one["/S"] == "/Figure"]
    assert len(figures) >= 2
    assert all(one.get("/Alt") for one in figures)


def test_same_bytes(cx: Cx, tmp_path: Path) -> None:
    """Whatever the time, the place and the language, and to standard output too."""
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert cx("report", "--format", "pdf", "-o", first, NORTHWIND).code == 0
    ran = process("report", "--format", "pdf", "-o", second, NORTHWIND, folder=tmp_path, environment=SURROUNDINGS)
    assert ran.code == 0
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"%PDF-1.7")


def test_texts_that_try_to_act(given: Given, cx: Cx, tmp_path: Path) -> None:
    """Every text that stands in a report of harmless words is there in full, whatever it is.

    Only of characters that no font of the machine has, and that are told, there are boxes, which are read as NUL.
    """
    files = write(tmp_path / "harmless", str)
    path = tmp_path / "harmless.pdf"
    assert (
        cx("report", "--format", "pdf", "-o", path, "--questionnaires", files.questionnaires, *files.answers).code == 0
    )
    words = set(WORD.findall(text_of(PdfReader(path))))
    assert len(words) > 120
    told = cx("report", "--format", "pdf", "-o", path, *given("hostile")).err
    boxes = str.maketrans(
        dict.fromkeys(re.findall(r"(.)(?=, |:)", told.partition("has ")[2].partition(" boxes")[0]), "\0")
    )
    text = text_of(PdfReader(path))
    read = bare(text)
    shown = {word: visible(any_hostile(word)).translate(boxes) for word in words}
    assert [word for word in sorted(words) if bare(shown[word]) not in read] == []
    assert "W" * 300 in letters(text)
    assert ("漢" * 150).translate(boxes) in letters(text)


def test_nothing_acts(made: Made) -> None:
    found = list(every(made("hostile").trailer["/Root"]))
    assert len(found) > 1000
    assert not [one for one in found if ACTING & set(one)]
    assert all(re.match(r"https?://evil\.example(/|$)", one["/URI"]) for one in found if "/URI" in one)


def test_links(made: Made) -> None:
    found = list(every(made("northwind-telecom").trailer["/Root"]))
    assert {one["/URI"].split("/")[2] for one in found if "/URI" in one} == {"intranet.northwind.example"}


def test_characters_without_a_font(cx: Cx, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(Path(NORTHWIND).read_text().replace("Northwind Telecom", f"Northwind {NO_FONT}"))
    ran = cx("report", "--format", "pdf", "-o", tmp_path / "report.pdf", answers)
    assert ran.code == 0
    assert f"No font of this machine has {NO_FONT}: boxes stand in their place" in ran.err
    pdf: Any = PdfReader(tmp_path / "report.pdf")
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" not in pdf.root_object["/Metadata"].get_data()


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "Привет", "Γειά", "नमस्ते", "œuvre", "✓ → ◆"])
def test_scripts_that_typst_brings_fonts_for(text: str, cx: Cx, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(Path(NORTHWIND).read_text().replace("Northwind Telecom", f"Northwind {text}"))
    assert cx("--quiet", "report", "--format", "pdf", "-o", tmp_path / "report.pdf", answers).err == ""


def test_without_typst(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = cx("report", "--format", "pdf", "-o", tmp_path / "report.pdf", NORTHWIND)
    assert (ran.code, ran.out) == (1, "")
    assert 'pip install "cxmaturity[pdf]"' in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_answers(cx: Cx, tmp_path: Path) -> None:
    assert cx("report", "--format", "pdf", "-o", tmp_path / "out", ROOT / "examples").code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "ashdown-borough-council-2026-10-12.pdf",
        "corner-retail-2026-09-14.pdf",
        "harbour-bank-2026-10-30.pdf",
        "kestrel-pumps-2026-11-05.pdf",
        "northwind-telecom-2026-11-22.pdf",
    ]


BRAND = """\
schema: cxmaturity/brand@1
name: Acme Advisory
logo: logo.svg
alt: A wave
accent: "#7a1f5c"
footer: Acme Advisory, confidential
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30" fill="#7a1f5c"/></svg>'


def test_brand(cx: Cx, tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text(BRAND)
    (tmp_path / "logo.svg").write_text(LOGO)
    path = tmp_path / "report.pdf"
    ran = cx("report", "--format", "pdf", "-o", path, "--brand", tmp_path / "brand.yaml", NORTHWIND)
    assert (ran.code, ran.err) == (0, f"Wrote {path}\n")
    pdf: Any = PdfReader(path)
    assert pdf.metadata.author == "Acme Advisory"
    assert "Acme Advisory" in pdf.pages[0].extract_text()
    assert all("Acme Advisory, confidential" in page.extract_text() for page in pdf.pages[1:])
    tags = every(pdf.root_object["/StructTreeRoot"])
    assert "A wave" in {one["/Alt"] for one in tags if "/Alt" in one}


class TestOwnTemplates:
    """A user's own Typst templates: what they can replace, what they can not reach, what is said of errors."""

    @pytest.fixture
    def ran(self, cx: Cx, tmp_path: Path) -> Any:
        """Makes a report with a template of one's own, by the name of its file."""

        def run(text: str, name: str = "report.typ") -> Any:
            path = tmp_path / "own" / "typst" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            out = tmp_path / "report.pdf"
            result = cx("report", "--format", "pdf", "-o", out, "--templates", tmp_path / "own", NORTHWIND)
            return result, text_of(PdfReader(out)) if result.code == 0 else ""

        return run

    def test_a_part_is_replaced(self, ran: Any) -> None:
        result, text = ran(
            '#import "look.typ": *\n#let method(section) = [Ours, for #plain(section.title).]', "method.typ"
        )
        assert (result.code, result.err.count("\n")) == (0, 1)
        assert "Ours, for Organisational CX maturity, six stages." in text
        assert "Every practice" in text
        assert "SHA-256" not in text

    def test_a_whole_report_uses_the_built_in_parts(self, ran: Any) -> None:
        result, text = ran(
            '#import "/builtin/typst/look.typ": *\n#import "/builtin/typst/profile.typ": heat\n'
            '#set document(title: view.organisation)\n#set text(lang: "en")\n'
            "= Only the profile of #view.organisation\n#heat(view.sections.first())"
        )
        assert (result.code, result.err.count("\n")) == (0, 1)
        assert "Only the profile of Northwind Telecom" in text
        assert "Where we stand" not in text

    def test_what_falls_short_of_pdf_ua_is_told(self, ran: Any) -> None:
        result, text = ran("#let view = json(bytes(sys.inputs.view))\nNo title, but #view.organisation")
        assert result.code == 0
        assert "The PDF is tagged, but no PDF/UA: missing document title" in result.err
        assert text == "No title, but Northwind Telecom"

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("= A\n\n#view.organisation", "report.typ, line 3: the template can not be used: unknown variable: view"),
            ("#let view = json(bytes(sys.inputs.view))\n#view.organization", "line 2: the template can not be used: "),
            ("#(", "line 1: the template can not be used: unclosed delimiter"),
            ('#import "missing.typ": x', "line 1: the template can not be used: file not found"),
            (
                '\n#import "@preview/cetz:0.3.4"',
                "line 2: the template can not be used: packages are not loaded; ",
            ),
            ('#import "@local/mine:1.0.0"', "line 1: the template can not be used: packages are not loaded; "),
            ('#read("../../../../../../etc/passwd")', "templates read files of their own folder only"),
            ('#read("/etc/passwd")', "line 1: the template can not be used: file not found"),
            ('#read("/../etc/passwd")', "templates read files of their own folder only"),
        ],
    )
    def test_errors(self, text: str, told: str, ran: Any, tmp_path: Path) -> None:
        result, _ = ran(text)
        assert (result.code, result.out) == (1, "")
        assert told in result.err
        assert f"{tmp_path}/own/typst/report.typ, line" in result.err
        assert "root:" not in result.err
        assert not (tmp_path / "report.pdf").exists()

    def test_links_lead_nowhere_else(self, ran: Any, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("a secret")
        (tmp_path / "own" / "typst").mkdir(parents=True)
        (tmp_path / "own" / "typst" / "linked.txt").symlink_to(secret)
        result, _ = ran('#read("linked.txt")')
        assert result.code == 1
        assert "linked.txt: this link leads out of the folder of templates; put a copy there" in result.err


def said(expression: str, values: Any) -> list[str]:
    """What the words of the templates make of values."""
    source = f"""
        #import "/typst/words.typ": *
        #let values = json(bytes(sys.inputs.values))
        #metadata({expression}) <said>
    """
    inputs = {"values": json.dumps(values)}
    compiler = typst.Compiler(source.encode(), root=TEMPLATES, sys_inputs=inputs)
    found: list[str] = json.loads(compiler.query("<said>", field="value", one=True))
    return found


NUMBERS = [*(n / 20 for n in range(-40, 41)), 45.65, 66.66666666666667, 99.99999, 0.049999999, 1e-7, 100.0, 1 / 3, 7]


def test_numbers_are_those_of_the_other_reports() -> None:
    for digits in (0, 1, 2):
        expected = [rounded(value, digits).replace("-", "−") for value in NUMBERS]
        assert said(f"values.map(value => rounded(value, digits: {digits}))", NUMBERS) == expected
    assert said("values.map(signed)", NUMBERS) == [signed(value) for value in NUMBERS]


def test_shares_are_those_of_the_other_reports() -> None:
    near = [limit + off for limit in (0, 15, 50, 75, 100) for off in (-0.04, -1e-5, 0, 1e-5, 0.04, 3.333)]
    section = {"partly": 15, "scoring": {"most": 50, "nearly": 75}}
    made = said("values.near.map(value => share(value, values.section))", {"near": near, "section": section})
    assert made == [share(value, Scoring()).replace("-", "−") for value in near]


def test_colours_are_those_of_the_page() -> None:
    """The page and the PDF look like one family; brands replace the same colours in both."""
    page = (TEMPLATES / "html" / "style.css").read_text().partition("}")[0]
    paper = (TEMPLATES / "typst" / "look.typ").read_text()
    for name in ("ink", "soft", "line", "edge", "wash", "accent", "large", "part"):
        colour = re.search(rf"--{name}: (#[0-9a-f]+);", page)
        assert colour is not None
        assert f'{name}: rgb("{colour[1]}")' in paper
