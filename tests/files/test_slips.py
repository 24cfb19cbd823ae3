"""Slips in files: each is told on its own line, in the words of whoever typed it, together with all else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.problems import Problem
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.answers.warnings import warn_of_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.questionnaire.crosswalks import read_crosswalk
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.tree import read_mended
from tests.files.marked import CASES, NAME, READERS, of_brand, of_questionnaire, problems

CATALOGUE = Catalogue()
HEAD = "schema: cxmaturity/answers@1\nquestionnaire: organisational@2\ndate: 2026-11-22\nanswers:\n"
JARGON = re.compile(
    r"\b(mappings?|scalars?|flow|block|nodes?|tokens?|sequences?|alias(es)?|anchors?|streams?|parser?|(?<!\.)YAML)\b"
    r"|no such point|directive|indicator|0x|Traceback",
    re.IGNORECASE,
)

# the lines below `answers:`, then line, code, and pieces of the message and the hint of every problem
SLIPS: dict[str, tuple[str, list[tuple[int, str, str, str]]]] = {
    "an answer that is not indented": (
        "governance.coalition: mobilise\n",
        [(5, "not-indented", "this answer stands outside `answers`", "indent it by 2 spaces")],
    ),
    "one among others": (
        "    people.hiring: explore\ngovernance.coalition: mobilise\n    strategy.intent: explore\n",
        [(6, "not-indented", "stands outside `answers`", "indent it by 4 spaces")],
    ),
    "one that is wrong as well": (
        "governance.coalition: mobilis\nstrategy.intent: explore\n",
        [
            (5, "not-indented", "stands outside `answers`", "indent it"),
            (5, "unknown-point", "'mobilis' names no option", "did you mean mobilise?"),
            (6, "not-indented", "stands outside `answers`", "indent it"),
        ],
    ),
    "one with answers below it": (
        "people.hiring:\n  is: explore\n  strategy.intent: mobilise\n",
        [(5, "not-indented", "stands outside `answers`", "indent it")],
    ),
    "what belongs to an answer": (
        "  governance.coalition:\n  is: mobilise\n",
        [(6, "unknown-practice", "'is' is no id of a practice", "indent it by 2 more spaces")],
    ),
    "blanks that are no spaces": (
        "  people.hiring: explore\n\u00a0\u00a0strategy.intent: explore\n",
        [(6, "no-space", "blanks that are no ordinary spaces", "spaces from the keyboard")],
    ),
    "no space after the colon": (
        "  people.hiring: explore\n  governance.coalition:mobilise\n  strategy.intent: explore\n",
        [(6, "no-space-after-colon", "a space is missing after the colon", "write `governance.coalition: mobilise`")],
    ),
    "none anywhere": (
        "  governance.coalition:mobilise\n  strategy.intent:explore\n",
        [
            (5, "no-space-after-colon", "a space is missing", "write `governance.coalition: mobilise`"),
            (6, "no-space-after-colon", "a space is missing", "write `strategy.intent: explore`"),
        ],
    ),
    "none between braces": (
        "  governance.coalition: {is:mobilise}\n",
        [(5, "unknown-key", "a space is missing after the colon", "write `is: mobilise`")],
    ),
    "another sign for the colon": (
        "  people.hiring: explore\n  governance.coalition = mobilise\n  strategy.intent： explore\n",
        [
            (6, "no-colon", "a colon is missing after the key", "write `governance.coalition: mobilise`"),
            (7, "other-colon", "this colon is none from the keyboard", "write `strategy.intent: explore`"),
        ],
    ),
    "no colon": (
        "  people.hiring: dk\n  governance.coalition mobilise\n  strategy.intent: explore\n",
        [(6, "no-colon", "a colon is missing after the key", "write `governance.coalition: mobilise`")],
    ),
    "a tab": (
        "  people.hiring: explore\n\tgovernance.coalition: mobilise\n",
        [(6, "tab", "a tab indents this line", "indent with spaces")],
    ),
    "tabs everywhere": (
        "\tpeople.hiring: explore\n\tgovernance.coalition:\n\t\tis: mobilise\n\t\tnote: x\n",
        [(5, "tab", "a tab indents this line and 3 more lines", "indent with spaces")],
    ),
    "quotes left open": (
        '  people.hiring:\n    note: "open\n    is: dk\n  governance.coalition:\n    note: "closed"\n    is: x\n',
        [
            (6, "open-quotes", "the quotes that open here are not closed", 'put " at the end of the text'),
            (10, "unknown-point", "'x' names no option", "choose from"),
        ],
    ),
    "an apostrophe in a text between them": (
        "  people.hiring:\n    note: 'we don't know'\n    is: dk\n",
        [(6, "behind-quotes", "text stands behind the closing quotes", "an apostrophe inside is written twice")],
    ),
    "a quotation in a text": (
        '  people.hiring:\n    note: "He said "no" twice"\n    is: dk\n',
        [(6, "behind-quotes", "text stands behind the closing quotes", "a backslash before it")],
    ),
    "a path of Windows": (
        '  people.hiring:\n    note: "C:\\path"\n    is: dk\n',
        [(6, "backslash", "a backslash stands alone", "write it twice")],
    ),
    "a bracket left open": (
        "  people.hiring:\n    is: [2, 3\n  strategy.intent: explore\n",
        [(6, "open-bracket", "the bracket [ that opens here is not closed", "close it with ]")],
    ),
    "a brace left open": (
        "  people.hiring: {is: dk, note: x\n  strategy.intent: explore\n",
        [(5, "open-bracket", "the bracket { that opens here is not closed", "close it with }")],
    ),
    "a bracket too many": (
        "  people.hiring: [2, 3]]\n",
        [(5, "behind-bracket", "one closing bracket is too many", "take it out")],
    ),
    "no comma": (
        "  people.hiring: {is: dk note: x}\n",
        [(5, "no-comma", "a comma is missing between the braces", "write `{is: dk, note: x}`")],
    ),
    "wrong dashes": (
        "  people.hiring:\n    is: dk\n    evidence:\n      – what: x\n      • what: y\n      -what: z\n",
        [
            (line, "wrong-dash", "an entry of a list starts with a hyphen and a space", f"write `- what: {name}`")
            for line, name in ((8, "x"), (9, "y"), (10, "z"))
        ],
    ),
    "a colon in a text": (
        "  people.hiring:\n    note: two: three\n    is: dk\n",
        [(6, "needs-quotes", "text with a colon and a space in it", 'write `note: "two: three"`')],
    ),
    "texts that begin with a sign": (
        "".join(
            f"  {id_}:\n    note: {text}\n    is: dk\n"
            for id_, text in (
                ("people.hiring", "@mary"),
                ("strategy.intent", "> 5 people"),
                ("strategy.funding", "*really* good"),
                ("people.authority", "- good"),
                ("people.engagement", "%5"),
            )
        ),
        [
            (
                6 + 3 * i,
                "needs-quotes",
                f"text that starts with {sign} stands between quotes",
                f'write `note: "{text}"`',
            )
            for i, (sign, text) in enumerate(
                (("@", "@mary"), (">", "> 5 people"), ("*", "*really* good"), ("-", "- good"), ("%", "%5"))
            )
        ],
    ),
    "an answer that is a question mark": (
        "  people.hiring: ?\n",
        [(5, "needs-quotes", "a question mark alone is no value", "write dk for don't know")],
    ),
    "a line that is too deep": (
        "  people.hiring: dk\n    strategy.intent: dk\n",
        [(6, "indent", "indented deeper than the line above, which has its value already", "indent it by 2 spaces")],
    ),
    "a line between": (
        "    people.hiring: dk\n  strategy.intent: dk\n",
        [(6, "indent", "indented by 2 spaces, and no line above it is", "indent lines that belong together alike")],
    ),
    "a text of lines that is left": (
        "  people.hiring:\n    is: dk\n    note: |\n      one\n    two of them\n  strategy.intent: dk\n",
        [(9, "text-indent", "this line of a text is indented too little", "indent it by 6 spaces")],
    ),
    "answers as people type them": (
        "  people.hiring: n/a\n  strategy.intent: don't know\n  strategy.funding: 3.5\n  people.authority: yes\n"
        "  Customer feedback: 3\n  expectation gap: 2\n",
        [
            (5, "unknown-point", "'n/a' names no option", "applies to everyone"),
            (6, "unknown-point", '"don\'t know" names no option', "write dk for don't know"),
            (7, "unknown-point", "'3.5' names no option", "write 3-4 for between the two"),
            (8, "unknown-point", "'yes' names no option", "not by yes or no"),
            (9, "unknown-practice", "'Customer feedback' is no id of a practice", "write insight.feedback"),
            (10, "unknown-practice", "'expectation gap' is no id of a practice", "write insight.expectation-gap"),
        ],
    ),
    "slips of every kind at once": (
        '  people.hiring:explore\n  strategy.intent:\n\tis: dk\n  strategy.funding:\n    note: "x\n    is: dk\n'
        "  people.authority: [1, 2\n  people.engagement: mobilis\n",
        [
            (5, "no-space-after-colon", "a space is missing", "write `people.hiring: explore`"),
            (7, "tab", "a tab indents this line", "indent with spaces"),
            (9, "open-quotes", "are not closed", 'put " at the end'),
            (11, "open-bracket", "is not closed", "close it with ]"),
            (12, "unknown-point", "'mobilis' names no option", "did you mean mobilise?"),
        ],
    ),
}


def of(text: str) -> tuple[Problem, ...]:
    return tuple(problems(lambda: read_answers(read_mended(Source(NAME, text, "")), "", CATALOGUE)))


@pytest.mark.fast
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", SLIPS)
def test_slip(name: str, ends: str) -> None:
    """A user would otherwise be sent to a line where nothing is wrong, in words that only a parser's author knows."""
    below, wanted = SLIPS[name]
    found = of((HEAD + below).replace("\n", ends))
    assert [(one.line, one.code) for one in found] == [(line, code) for line, code, _, _ in wanted], found
    for one, (_, _, message, hint) in zip(found, wanted, strict=True):
        assert message in one.message
        assert hint in one.hint
        assert not JARGON.search(f"{one.message}; {one.hint}")


@pytest.mark.fast
def test_what_belongs_to_the_key_above() -> None:
    """`stage` below `target`, not indented: the place is said, for files of every kind."""
    text = HEAD.replace("answers:", "target:\nstage: Mobilise\nby: 2027-9-30\nanswers:")
    assert [(one.line, one.message) for one in of(text)] == [
        (5, "`stage` belongs to `target` above it"),
        (6, "`by` belongs to `target` above it"),
    ]
    brand = 'schema: cxmaturity/brand@1\nname: Us\naccent:\nlight: "#0e5a61"\n'
    assert "`light` belongs to `accent` above it" in {one.message for one in of_brand(brand)}


@pytest.mark.fast
def test_what_means_the_same_is_read_the_same() -> None:
    """2-3 is an answer in a file as it is in the interview, and a name is as good as an id."""
    written = ("2-3", "2 - 3", "[2, 3]", "explore-mobilise", "{is: Explore - Mobilise}", "{is: [Explore, MOBILISE]}")
    for text in written:
        read = read_answers(read_mended(Source(NAME, f"{HEAD}  people.hiring: {text}\n", "")), "", CATALOGUE).answers
        answer = read.of("people.hiring")
        assert (answer.status, answer.low, answer.high) == ("range", 2, 3), text
    text = HEAD.replace("answers:", "target: {stage: Mobilise}\nanswers:") + "  people.hiring: 3 - Mobilise\n"
    read = read_answers(read_mended(Source(NAME, text, "")), "", CATALOGUE).answers
    assert (read.target.stage, read.of("people.hiring").low) == (3, 3)


@pytest.mark.fast
def test_other_kinds_of_files() -> None:
    """Questionnaires, crosswalks and brands are typed by the same people, and read by the same rules."""
    own = (CASES / "own" / "mini.yaml").read_text()
    tab = own.replace("    name: Team", "\tname: Team", 1).replace("title: Mini", "title:Mini", 1)
    assert [one.code for one in of_questionnaire(tab)] == ["no-space-after-colon", "tab"]
    assert [one.code for one in of_brand('schema: cxmaturity/brand@1\nname: "Us\naccent: red\n')] == [
        "open-quotes",
        "wrong-value",
    ]
    crosswalk = 'schema: cxmaturity/crosswalk@1\ntitle: "Ours\nmeasures:\n  digital:x\n'
    found = problems(lambda: read_crosswalk(read_mended(Source(NAME, crosswalk, "")), ""))
    assert [(one.line, one.code) for one in found] == [(2, "open-quotes"), (4, "no-space-after-colon")]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_jargon_in_any_broken_file(path) -> None:  # type: ignore[no-untyped-def]
    """Every bad file there is, also cut short and with a sign lost, is refused in the reader's words."""
    text = path.read_text()
    read = READERS[path.stem.partition("-")[0]]
    third = len(text) // 3
    for broken in (
        text,
        text[:third],
        text.replace(": ", ":", 3),
        text.replace("}", "", 1),
        text.replace("  ", "\t", 9),
    ):
        for one in read(broken):
            assert not JARGON.search(re.sub(r"'[^']*'|`[^`]*`", "", f"{one.message}; {one.hint}")), one


@given(st.text(" \t\n-:#'\"[]{},|>?!&*%@`=abc.\u00a0–", max_size=60))
def test_whatever_stands_below_answers(text: str) -> None:
    """Signs in any order are read or refused in the reader's words, and never fail."""
    for one in of(f"{HEAD}  {text}\n"):
        assert not JARGON.search(re.sub(r"'[^']*'|\"[^\"]*\"|`[^`]*`", "", f"{one.message}; {one.hint}")), one


@pytest.mark.fast
def test_words_without_an_answer_are_warned_of() -> None:
    """A note filed under the wrong question would otherwise be lost in silence; what is scored stays the same."""
    text = (
        f"{HEAD}  people.hiring:\n    note: x\n    evidence: [{{what: y}}]\n  strategy.intent: {{is: dk, note: z}}\n"
        "  strategy.funding: {evidence: [{what: y}]}\n  people.authority:\n"
    )
    read = read_answers(read_mended(Source(NAME, text, "")), "", CATALOGUE)
    warn_of_answers(read)
    assert [(one.line, one.path, one.code, one.message, one.severity) for one in read.findings.in_order()] == [
        (6, "answers.people.hiring.note", "no-answer", "a note and evidence without an answer", "warning"),
        (9, "answers.strategy.funding.evidence", "no-answer", "evidence without an answer", "warning"),
    ]
    assert "with `is: dk` where nobody knows" in read.findings.problems[0].hint
    assert read.answers.of("people.hiring").status == "missing"
