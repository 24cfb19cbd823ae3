"""What can be read can be edited: files in every layout that YAML offers, mutated ones, and ones that are refused."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.answers.editing import open_answers
from cxmaturity.files.answers.load import ReadAnswers, read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import read_mended
from cxmaturity.interview.session import Session
from tests.cli.running import EXAMPLES
from tests.files.interviewed import change, introduce, said
from tests.files.marked import CASES, OWN
from tests.files.test_bad_yaml import REFUSED
from tests.files.test_editing import DAY
from tests.files.test_fuzz import SLOW, mutations

HEAD = "schema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: 2026-11-22\n"
BUILT_IN = Catalogue()
NO_FAULT = {CASES / "questionnaire-kind.yaml"}  # which are good answers, where a questionnaire is looked for
# in the spirit of yaml-test-suite: ways to write the same things that some parser reads differently
ANSWERS = {
    "a tab after a key": "\n  agent.channels:\tloyalty\n  agent.context:\t# open\n",
    "tabs before comments": "\t# all\n  agent.channels: loyalty\t# behind\t\n",
    "tabs at the ends of lines": "\t\n  agent.channels: loyalty\t \n  agent.context:\t\n    note: x\t\n",
    "tabs between braces": "\t{\tagent.channels\t:\tloyalty\t,\tagent.context: {is:\tdk}\t}\t\n",
    "a tab within quotes": '\n  agent.channels:\n    note: "one\n    \ttwo\t"\n    is: 2\n',
    "a tab that begins a folded line": "\n  agent.channels:\n    note: >\n      one\n      \ttwo\n      three\n",
    "a tab that begins a kept line": "\n  agent.channels:\n    note: |\n      a\n      \tone\n    is: dk\n",
    "an empty line as long as the indent": "\n  agent.channels:\n    note: >\n\n      \n      one\n",
    "an empty last line longer than the indent": "\n  agent.channels:\n    note: >\n      one\n          \n",
    "only an empty line longer than the indent": "\n  agent.channels:\n    note: >\n          \n    is: 2\n",
    "empty lines before, between, after": "\n  agent.channels:\n    note: |\n\n\n      a\n\n\n      b\n\n\n    is: 2\n",
    "a text of lines that keeps its end": "\n  agent.channels:\n    note: |+\n      a\n\n\n  agent.context: dk\n",
    "a text of lines that drops its end": "\n  agent.channels:\n    note: |-\n      a\n  agent.context: dk\n",
    "a text with an indent that is said": "\n  agent.channels:\n    note: |2\n        a\n      b\n    is: dk\n",
    "a text of lines at the end": "\n  agent.channels:\n    note: |\n      a\n      b",
    "a folded text at the end that keeps it": "\n  agent.channels:\n    note: >+\n      a\n\n",
    "an empty text of lines": "\n  agent.channels:\n    note: |\n  agent.context: dk\n",
    "a hash in a text of lines": "\n  agent.channels:\n    note: | # head\n      # no comment\n    # one\n    is: 2\n",
    "a text on many lines": "\n  agent.channels:\n    note: one\n      two\n\n      three # behind\n    is: 2\n",
    "quotes on many lines": "\n  agent.channels:\n    note: 'one''s\n\n      two'\n    because: \"a\\\n      b\"\n",
    "a value below its key": "\n  agent.channels:\n    loyalty\n  agent.context:\n    # before\n    dk # behind\n",
    "deep and shallow indents": "\n      agent.channels:\n       is: dk\n       note: x\n      agent.context: dk\n",
    "lists no deeper than their key": (
        "\n  agent.channels:\n    is:\n    - 1\n    - 2\n    evidence:\n    - what: x\n    - {what: y}\n"
    ),
    "lists with room": (
        "\n  agent.channels:\n    evidence:\n      -   what: x\n          ref: y\n      -\n        what: z\n"
    ),
    "keys led in": (
        "\n  ? agent.channels\n  : loyalty\n  ? agent.context\n  : is: dk\n    note: x\n  ? agent.guidance\n"
    ),
    "keys led in within an answer": "\n  agent.channels:\n    ? is\n    : dk\n    ? note # what\n    : x\n",
    "braces led in": " {? agent.channels : loyalty, ? agent.context, agent.guidance: }\n",
    "braces over lines": (
        " { # all\n  agent.channels: # one\n    loyalty, # two\n  agent.context:\n    {is: dk, # three\n"
        "     note: x}, # four\n  } # five\n"
    ),
    "line ends of three kinds": "\r\n  agent.channels: dk\r  agent.context:\n    note: >\r\n      a\r      b\n",
    "line ends that Unicode has": "\u2028  agent.channels: dk # c\x85  agent.context:\u2029    note: 'a\u2028      b'",
    "answers that are none": " ~\nrespondent: {}\ntarget:\n",
    "a comment within braces": "\n  agent.channels: {is: dk #c\n}\n  agent.context: {is: [1, #d\n 2]} #e\n",
    "a text like a comment": "\n  agent.channels: {note: a#b 'c' # d\n   , is: dk}\n  agent.context: {note: '# no'}\n",
}
"""What stands behind `answers:`."""
FILES = {
    "keys between quotes": (
        "schema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: 2026-11-22\n'answers':\n"
        '  "agent.channels": \'loyalty\'\n  \'agent.context\' : {"is":"dk"}\n'
    ),
    "a space before the colon": (
        "schema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: 2026-11-22\nanswers :\n"
        "  agent.channels : loyalty\n  agent.context   :   dk\n"
    ),
    "a document with a start and an end": (
        "%YAML 1.1\n--- # here\nschema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: 2026-11-22\n"
        "answers:\n  agent.channels: loyalty\n...\n# after\n"
    ),
    "a mapping on the start's line": "--- {schema: cxmaturity/answers@1, questionnaire: digital@2, date: 2026-11-22}\n",
    "everything is indented": (
        "   schema: cxmaturity/answers@1\n   questionnaire: digital@2\n   date: 2026-11-22\n   answers:\n"
        "     agent.channels: dk"
    ),
    "JSON": (
        '{"schema":"cxmaturity/answers@1","questionnaire":"digital@2","date":"2026-11-22","answers"'
        ':{"agent.channels":null,"agent.context":{"is":"dk","note":"\\ud83d\\ude00 \\u00e9 \\/"}}}'
    ),
    "JSON over lines": (
        '{\n  "schema": "cxmaturity/answers@1",\n  "questionnaire": "digital@2",\n  "date": "2026-11-22",\n'
        '  "answers": {}\n}\n'
    ),
    "JSON with a list": (
        '{"schema": "cxmaturity/answers@1", "questionnaire": "digital@2", "date": "2026-11-22",\n'
        ' "answers": {"agent.channels": {"is": ["1", "2"],\n'
        ' "evidence": [{"what": "x"}, {"what": "y", "ref": "z"}]}}}\n'
    ),
    "line ends of an old Macintosh": (
        "schema: cxmaturity/answers@1\rquestionnaire: digital@2\rdate: 2026-11-22\ranswers:\r "
        " agent.channels:\r    note: |\r      a\r      b\r    is: dk\r"
    ),
    "line ends of Windows": (
        "schema: cxmaturity/answers@1\r\nquestionnaire: digital@2\r\ndate: 2026-11-22\r\nanswers:\r\n"
        "  agent.channels: # x\r\n    note: |\r\n      a\r\n\r\n  agent.context: dk"
    ),
    "characters beyond the first plane": (
        "schema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: 2026-11-22\n# 👋🏽\nanswers:\n"
        "  agent.channels: {note: '👋🏽', is: dk} # 👋🏽\n  agent.context: dk\n"
    ),
    "nothing but what is needed": "schema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: 2026-11-22",
    "answers first": (
        "answers:\n  agent.channels: dk\n\n# who\nschema: cxmaturity/answers@1\nquestionnaire: digital@2\n"
        "date: 2026-11-22\n"
    ),
}
LAYOUTS = {**{name: f"{HEAD}answers:{text}" for name, text in ANSWERS.items()}, **FILES}
NO_YAML = {
    "a tab before a comment on its line": "\n  agent.channels: dk\n\t# a line\n",
    "a tab that indents between braces": " {\n\tagent.channels: loyalty\n\t}\n",
    "a tab that indents a text": "\n  agent.channels:\n    note: one\n    \ttwo\n    is: 2\n",
    "a tab that begins the first kept line": "\n  agent.channels:\n    note: |\n      \tone\n    is: dk\n",
    "an empty line longer than the indent": "\n  agent.channels:\n    note: >\n\n         \n      a\n    is: 2\n",
}
"""What stands behind `answers:` where it is none."""


def problems(read: Callable[[], object]) -> list[str]:
    try:
        read()
    except ProblemsFoundError as error:
        return [str(one) for one in error.problems]
    return []


def strictly(path: Path, catalogue: Catalogue) -> ReadAnswers:
    source = read_source(str(path))
    return read_answers(read_mended(source), source.sha256, catalogue)


def agree(data: bytes, path: Path, catalogue: Catalogue, seed: int = 0, changes: int = 8) -> bool:
    """Hold that a file is refused by both with the same words, or read and edited; whether it was read."""
    path.write_bytes(data)
    # an interview puts in the day of today where none stands yet
    read = problems(lambda: strictly(path, catalogue))
    refused = [one for one in read if "nothing stands where a date" not in one]
    if refused:
        assert problems(lambda: open_answers(path, None, catalogue, DAY)) == refused
        assert path.read_bytes() == data
        return False
    file = open_answers(path, None, catalogue, DAY)
    assert read or said(file.answers) == said(strictly(path, catalogue).answers)
    session, chance = Session(file.questionnaire, file.answers, file.save), random.Random(seed)
    answered = [one for one in session.practices if one.id in session.answers.answers]
    for i in range(changes):
        if i == changes // 2:
            introduce(chance, session)
        change(chance, session, chance.choice(answered or session.practices if i % 2 else session.practices))
        if not read or path.read_bytes() != data:
            assert said(strictly(path, catalogue).answers) == said(session.answers)
    return True


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("seed", range(6))
def test_every_layout_can_be_edited(name: str, seed: int, tmp_path: Path) -> None:
    assert agree(LAYOUTS[name].encode(), tmp_path / "answers.yaml", BUILT_IN, seed, changes=14)


@pytest.mark.parametrize("name", NO_YAML)
def test_a_layout_that_is_no_yaml_is_refused_with_the_same_words(name: str, tmp_path: Path) -> None:
    assert not agree(f"{HEAD}answers:{NO_YAML[name]}".encode(), tmp_path / "answers.yaml", BUILT_IN)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_can_be_edited(path: Path, tmp_path: Path) -> None:
    assert agree(path.read_bytes(), tmp_path / "answers.yaml", BUILT_IN)


@pytest.mark.parametrize("path", sorted({*CASES.glob("**/*.yaml")} - NO_FAULT), ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_the_same_words(path: Path, tmp_path: Path) -> None:
    assert not agree(path.read_bytes(), tmp_path / "answers.yaml", OWN)


@pytest.mark.parametrize("name", REFUSED)
def test_bad_yaml_is_refused_with_the_same_words(name: str, tmp_path: Path) -> None:
    assert not agree(REFUSED[name][0].encode(), tmp_path / "answers.yaml", OWN)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutated")


TEXTS = [*(path.read_text() for path in EXAMPLES), *LAYOUTS.values()]
SPACES = [
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\u2028",
    "\x85",
    " # c",
    " #c\n",
    "\n  # c\n",
    "\n#\n",
    "\ufeff",
    "\xa0",
]


@st.composite
def respaced(draw: st.DrawFn) -> bytes:
    """A file with some spaces, tabs, line ends and comments more or less, which mostly remains one."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        near = re.compile(draw(st.sampled_from([r"\s", r"\n", r"(?<=[:,{[] )", r"(?=[}\],#])", r"\s*$"]))).search(
            text, at
        )
        at = near.start() if near else at
        gone = draw(st.integers(0, 1)) if text[at : at + 1].isspace() else 0
        text = text[:at] + draw(st.sampled_from(SPACES)) * (not gone) + text[at + gone :]
    return text.encode()


MUTATED = respaced() | respaced() | mutations([text.encode() for text in TEXTS])


@settings(SLOW, max_examples=200)
@given(data=MUTATED, seed=st.integers(0, 1000))
def test_mutated_files(data: bytes, seed: int, folder: Path) -> None:
    agree(data, folder / "answers.yaml", BUILT_IN, seed, changes=4)


@pytest.mark.slow
@settings(SLOW, max_examples=300)
@given(data=MUTATED, seed=st.integers(0, 1000))
def test_many_mutations(data: bytes, seed: int, folder: Path) -> None:
    agree(data, folder / "answers.yaml", BUILT_IN, seed)
