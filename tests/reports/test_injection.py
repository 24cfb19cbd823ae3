"""Texts of files that try to act: whatever a file says comes out as text, in every output.

Two sets of files differ in their texts only, harmless words in one and hostile texts in the other. Every output of the
second must be the first with the words replaced: the same elements, cells, lines and keys, and every text in full.
"""

import functools
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cxmaturity.domain import naming
from cxmaturity.domain.answers import MISSING
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.tree import read_tree
from cxmaturity.reports.build import body, fit, report, several
from cxmaturity.reports.build.room import WHOLE, Held
from cxmaturity.reports.sanitise import isolated, visible
from tests.cli.running import Cx
from tests.reports.hostile import ALONE, DATE, HOSTILE, Files, made, write

VOID = {"col", "meta", "br"}
IN_PICTURES = {"svg", "title", "desc", "defs", "pattern", "g", "rect", "path", "circle", "text", "tspan"}
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
WORD = re.compile("Zq[0-9]{3}qZ")
HASH = re.compile(r"\b[0-9a-f]{64}\b")
WEB = re.compile(r"https?://[^\s<>\"'`\\]+")
# what acts on terminals, and one text of every other kind: enough where a text only passes through
SHORT = [
    "rich markup",
    "terminal colour",
    "terminal controls",
    "lines",
    "change of direction",
    "noncharacters",
    "long word",
    "long letters",
    "script",
    "emphasis",
    "address with a change of direction",
]

_ISOLATED = re.compile("\u2068([^\u2066-\u2069]*)\u2069")


def acts(text: str) -> bool:
    """Whether a character acts in a text; parts of it may keep their direction to themselves, each from end to end."""
    return ACTS.search(_ISOLATED.sub(r"\1", text)) is not None


class Case(NamedTuple):
    """Harmless files, and hostile ones that differ in their texts only."""

    name: str
    harmless: Files
    hostile: Files


class Pair:
    """What the program prints of harmless and of hostile files."""

    def __init__(self, case: Case, cx: Cx) -> None:
        self.case = case
        self.cx = cx

    def outputs(self, *arguments: str) -> tuple[str, str]:
        """The output for both. In the arguments FILE is the first answers file, FILES are all."""
        return _harmless(self.cx, self.case.harmless, arguments), _output(self.cx, self.case.hostile, arguments)

    def replaced(self, text: str, shown: Callable[[str], str] = str) -> str:
        """A text with every harmless word replaced by how the hostile text that stands there is shown."""
        return WORD.sub(lambda found: shown(made(self.case.name, found[0])), text)


def _output(cx: Cx, files: Files, arguments: tuple[str, ...]) -> str:
    given = {"FILE": files.answers[:1], "FILES": files.answers}
    named = [name for argument in arguments for name in given.get(argument, (argument,))]
    ran = cx("--questionnaires", files.questionnaires, *named)
    assert ran.code == 0, ran.err
    return HASH.sub("HASH", ran.out.replace(f"{files.answers[0].parent}/", ""))


_cached: dict[tuple[str, ...], str] = {}


def _harmless(cx: Cx, files: Files, arguments: tuple[str, ...]) -> str:
    if arguments not in _cached:
        _cached[arguments] = _output(cx, files, arguments)
    return _cached[arguments]


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return write(tmp_path_factory.mktemp("harmless"), str)


@pytest.fixture(scope="module", params=HOSTILE)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, harmless: Files) -> Case:
    name: str = request.param
    return Case(name, harmless, write(tmp_path_factory.mktemp("hostile"), functools.partial(made, name)))


@pytest.fixture
def pair(case: Case, cx: Cx, monkeypatch: pytest.MonkeyPatch) -> Pair:
    if (
        case.name in ALONE
    ):  # the same text everywhere; with a parent before it or an id behind it, it would not be alone
        monkeypatch.setattr(naming, "named_apart", lambda questionnaire: questionnaire)
        monkeypatch.setattr(several, "_owners", lambda _: "")  # who all have one name would share every plan
    monkeypatch.setenv("COLUMNS", "5000")  # nothing is wrapped, so that texts can be compared
    # and nothing is left to the annex for its length alone
    for module in (body, fit):
        monkeypatch.setattr(module, "fitting", lambda items, most, *_: (items[:most], len(items[most:])))
    monkeypatch.setattr(report, "held", lambda most, make, *_: Held(make(WHOLE), WHOLE, ()))
    for shortening in ("ended", "shortened", "brief"):
        monkeypatch.setattr(report, shortening, lambda whole, _: whole)
    return Pair(case, cx)


def letters(text: str) -> str:
    """A text without blanks, which no output keeps as they are, and without what keeps a direction to itself."""
    return "".join(text.replace("\u2068", "").replace("\u2069", "").split())


class Page(HTMLParser):
    """The elements of a page with their attributes, its text, and what its pictures are made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.in_pictures: set[tuple[str, tuple[str, ...]]] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "svg" in self.open or tag == "svg":
            self.in_pictures.add((tag, tuple(sorted(name for name, _ in attrs))))
        elif tag in {"colgroup", "col"} or ("class", "long") in attrs:
            pass  # how wide a column is, and where a word may wrap, follows from the text
        elif ("class", "ref") in attrs:  # links to evidence that lies on the web: looked at by themselves
            self.links += [href or "" for name, href in attrs if name == "href"]
        else:
            self.elements.append((tag, attrs))
        if tag not in VOID:
            self.open.append(tag)
        self.text += " "

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text += " "

    def handle_data(self, data: str) -> None:
        if "svg" not in self.open:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    unknown_decl = handle_pi = handle_comment


read_page = functools.lru_cache(maxsize=2)(Page)


def test_html(pair: Pair) -> None:
    harmless, hostile = map(read_page, pair.outputs("report", "FILES"))
    labelled = [
        (
            tag,
            [
                (name, isolated(pair.replaced(text or "", visible)) if name == "data-label" else text)
                for name, text in attrs
            ],
        )
        for tag, attrs in harmless.elements
    ]
    if pair.case.name in ALONE:  # who all have one name are one entry of a legend: nothing new is in the page
        assert {tag for tag, _ in hostile.elements} <= {tag for tag, _ in labelled}
    else:
        assert hostile.elements == labelled
        assert unlisted(letters(hostile.text)) == unlisted(letters(pair.replaced(harmless.text, visible)))
    assert hostile.open == harmless.open == []
    assert {tag for tag, _ in hostile.in_pictures} <= IN_PICTURES
    assert hostile.in_pictures <= harmless.in_pictures
    assert harmless.links == []
    assert all(WEB.fullmatch(link) and not acts(link) for link in hostile.links)
    assert not acts(hostile.text.replace("\t", " "))


@functools.lru_cache(maxsize=8)  # the harmless ones are read again and again
def read_markdown(text: str) -> tuple[list[Any], str, list[str]]:
    """The structure of a Markdown document without its links, its text, and where its links lead."""
    structure: list[Any] = []
    texts: list[str] = []
    links: list[str] = []

    def read(tokens: list[Token]) -> None:
        for token in tokens:
            if token.type in {"text", "code_inline"}:
                texts.append(token.content)
            elif token.type == "inline":
                read(token.children or [])
                texts.append(" ")
            elif token.type == "link_open":
                links.append(str(token.attrs["href"]))
            if token.type not in {"text", "link_open", "link_close"}:
                code = token.content if token.type == "code_inline" else ""
                structure.append((token.type, token.tag, token.attrs, code))

    read(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text))
    return structure, letters("".join(texts)), links


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "--format", "md", "FILES"],
        ["score", "--format", "md", "FILES"],
        ["show", "staged", "--format", "md"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_markdown(pair: Pair, arguments: list[str]) -> None:
    outputs = pair.outputs(*arguments)
    harmless, hostile = map(read_markdown, outputs)
    if pair.case.name in ALONE:  # what stands under a name once stands there for all who have it
        assert {token for token, *_ in hostile[0]} <= {token for token, *_ in harmless[0]}
    else:
        assert hostile[0] == harmless[0]
        # the bar of an address is written so that it ends no cell
        assert unparted(hostile[1].replace("%7C", "|")) == unparted(pair.replaced(harmless[1], shown))
    assert all(link.startswith("#") for link in harmless[2])
    inside = sum(link.startswith("#") for link in hostile[2])  # to headings, which differ
    assert inside == len(harmless[2]) or pair.case.name in ALONE
    outside = [link for link in hostile[2] if not link.startswith("#")]
    assert all(re.match(r"https?://evil\.example(/|$)", link) for link in outside)
    assert not acts(outputs[1])
    outside_code = re.sub(r"`[^`\n]*`|<https?://[^>]*>", "", outputs[1].replace("\\`", ""))
    assert not re.search(r"(?<!\\)(\\\\)*[$@]", outside_code)  # mathematics and mentions


def shown(text: str) -> str:
    """How a text is shown where it has one line."""
    return visible(" ".join(text.split()))


def unparted(text: str) -> str:
    """The letters of a text without colons, as a short label has none, and without what parts names and ends lines.

    How long a text takes to read is left out, as a hostile one is longer or shorter.
    """
    return re.sub("about[0-9]+minutes", "aboutminutes", re.sub("[:;,.]", "", letters(text)))


def unlisted(text: str) -> str:
    """A text without what stands between the names of a list."""
    return re.sub(r"[;,\s]+", "", text)


def test_json(pair: Pair) -> None:
    harmless, hostile = map(json.loads, pair.outputs("report", "--format", "json", "FILES"))

    def hold_equal(one: Any, other: Any) -> None:
        assert type(one) is type(other)
        if isinstance(one, dict):
            assert list(one) == list(other)
            one, other = list(one.values()), list(other.values())
        if isinstance(one, list):
            for first, second in zip(one, other, strict=True):
                hold_equal(first, second)
        elif isinstance(one, str) and one.startswith("<svg"):
            assert ElementTree.fromstring(other).tag == ElementTree.fromstring(one).tag  # texts are cut to fit
        elif isinstance(one, str):
            # a reason is taken without the blanks around it, and names with a comma are listed with semicolons
            assert unlisted(other) == unlisted(pair.replaced(one))
        else:
            assert other == one

    if pair.case.name in ALONE:
        del harmless["document"], hostile["document"]  # likewise; its texts are those of the view
    hold_equal(harmless, hostile)


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "FILES"],
        ["score", "FILE", "--full"],
        ["list"],
        ["explain", "FILE"],
        ["explain", "FILE", "first.known"],
        ["explain", "FILE", "first.out"],
    ],
    ids=" ".join,
)
def test_terminal(pair: Pair, arguments: list[str]) -> None:
    harmless, hostile = pair.outputs(*arguments)
    assert not acts(hostile)
    assert len(hostile.splitlines()) == len(harmless.splitlines())
    assert unparted(hostile) == unparted(pair.replaced(harmless, shown))


@pytest.mark.parametrize("case", SHORT, indirect=True)
def test_show(pair: Pair) -> None:
    harmless, hostile = pair.outputs("show", "staged")
    assert not acts(hostile)
    assert unparted(hostile) == unparted(pair.replaced(harmless, shown))


def comments(form: str) -> str:
    """The text of a form's comments."""
    return letters("".join(line.partition("#")[2] for line in form.splitlines()))


def test_form(pair: Pair) -> None:
    """The form goes on being YAML with the same keys, and says everything in comments."""
    harmless, hostile = pair.outputs("new", "staged", "-o", "-")
    assert yaml.safe_load(hostile) == yaml.safe_load(harmless)
    assert len(re.findall("^ *[^ #\n]", hostile, re.MULTILINE)) == len(re.findall("^ *[^ #\n]", harmless, re.MULTILINE))
    assert comments(hostile) == letters(pair.replaced(comments(harmless), shown))
    assert not acts(hostile)
    filled = read_tree(Source("form.yaml", hostile.replace("\ndate: ", f"\ndate: {DATE} "), ""))
    read = read_answers(filled, "", Catalogue(pair.case.hostile.questionnaires))
    assert read.answers.date.isoformat() == DATE
    assert all(answer == MISSING for answer in read.answers.answers.values())


@pytest.mark.parametrize("case", SHORT, indirect=True)
def test_messages(pair: Pair, tmp_path: Path) -> None:
    """Every problem takes one line, whatever the keys and values that it names."""
    texts = [made(pair.case.name, f"Zq{i:03}qZ") for i in range(8)]
    head = {"schema": "cxmaturity/answers@1", "questionnaire": "staged@1", "date": DATE}
    answers = {"first.known": texts[0], texts[1]: "low", "first.between": {"is": [texts[2], "high"], texts[3]: 1}}
    bad = {**head, "answers": answers, "target": {"stage": texts[4]}, "weights": {texts[5]: texts[6]}, texts[7]: 1}
    path = tmp_path / "bad.yaml"
    path.write_text(yaml.safe_dump(bad, allow_unicode=False, sort_keys=False))
    for command in ("score", "check"):
        ran = pair.cx("--questionnaires", pair.case.hostile.questionnaires, command, path)
        lines = (ran.out if command == "check" else ran.err).splitlines()
        assert ran.code == 1
        assert not acts(ran.out + ran.err)
        assert all(line.startswith(f"{path}, line ") for line in lines)
        assert len(lines) >= 4


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "FILE", "--target", "HOSTILE"],
        ["score", "FILE", "--fail-under", "HOSTILE"],
        ["score", "FILE", "--fail-under", "high"],
        ["score", "HOSTILE.yaml"],
        ["explain", "FILE", "HOSTILE"],
        ["show", "HOSTILE"],
        ["report", "FILE", "--templates", "HOSTILE.d"],
        ["HOSTILE"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("case", SHORT, indirect=True)
def test_arguments(pair: Pair, arguments: list[str]) -> None:
    """What is typed is text too, and so is a name in an answer to it."""
    files = pair.case.hostile
    text = made(pair.case.name, "Zq000qZ").replace("\0", "").replace("/", "").lstrip("-") + "~"
    given = [str(files.answers[0]) if one == "FILE" else one.replace("HOSTILE", text) for one in arguments]
    ran = pair.cx("--questionnaires", files.questionnaires, *given)
    assert ran.code in {1, 2, 3}
    assert ran.out == "" or ran.code == 3
    assert ran.err
    assert not acts(ran.err.replace("\t", " "))


@pytest.mark.parametrize("case", SHORT, indirect=True)
def test_file_names(tmp_path: Path, pair: Pair) -> None:
    """A report is named after its organisation, and lies in the folder that was asked for."""
    files = pair.case.hostile
    ran = pair.cx(
        "--questionnaires", files.questionnaires, "report", "--format", "md", "-o", f"{tmp_path}/out/", *files.answers
    )
    assert ran.code == 0
    (path,) = (tmp_path / "out").iterdir()
    assert re.fullmatch(rf"[\w-]+-{DATE}\.md", path.name)
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
