"""Whatever a file holds, it is read or refused with problems; nothing else is raised, and no command calls it a bug."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cxmaturity.cli.boundary import run
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.answers.warnings import warn_of_answers
from cxmaturity.files.questionnaire.load import read_questionnaire
from cxmaturity.files.questionnaire.wording import warn_of_wording
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import read_mended
from tests.files.marked import CASES, OWN

ROOT = Path(__file__).parents[2]
ANSWERS = [*sorted((ROOT / "examples").glob("*.yaml")), *sorted(CASES.glob("answers*.yaml"))]
QUESTIONNAIRES = [*sorted((CASES / "own").glob("[!m]*.yaml")), CASES / "own" / "mini.yaml", *CASES.glob("quest*.yaml")]
SEEDS = [path.read_bytes() for path in (*ANSWERS, *QUESTIONNAIRES)]
TREES = [
    yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
    for path in (*sorted((ROOT / "examples").glob("*.yaml")), CASES / "own" / "mini.yaml", CASES / "own" / "sweep.yaml")
]
WORDS = """
    schema questionnaire date answers target stage by dimensions weights plan effort exclude started must is because
    note evidence what ref id version title scale value scoring rule sweep staged most nearly gates practices options
    point text step do months owner measure requires na dk true false yes null ~ .nan .inf NaN -1 0 1 3 1e9 0x1F
    2026-11-22 2026-02-30 low mid high team team.hiring team.hiring@high mini mini@3 cxmaturity/answers@1
    cxmaturity/questionnaire@1 S XXL 100001 é 🙂 <<
""".split()  # noqa: SIM905  ninety strings are easier to read so
INVISIBLE = ["", "\u2028", "\u0085", "\ufeff", "\r", "\0"]
SIGNS = [
    *(
        ": ",
        "- ",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "#",
        " #",
        "\t",
        "---\n",
        "...\n",
    ),
    *("&a ", "*a", "!!x ", "! ", "? ", "'", '"', "\\", "%YAML 1.2\n", ">-\n", "|\n", "@", "`"),
]
NASTY: list[Any] = [
    *(None, "", " ", "\n", "S\n", "true\n", "3\n", "na\n", "dk", "na", "yes", "NaN", "-1", "0", "1", "99", "1" * 400),
    *("2026-02-30", "20261122", "9999-12-31", "0001-01-01", "é🙂", "a.b.c", "@", "x@", "@x", "low", "high", "x" * 5000),
    *(
        [],
        {},
        [[]],
        [{}],
        [None],
        {"": ""},
        {"id": []},
        ["low", "high"],
        {"is": ["dk", "na"]},
        {"a": {"b": {"c": "d"}}},
    ),
]
SLOW = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def is_read_or_refused(data: bytes, folder: Path) -> None:
    """Reading it as either kind of file gives a value or problems that can be shown."""
    path = folder / "fuzz.yaml"
    path.write_bytes(data)
    lines = len(data.replace(b"\r", b"\n").splitlines()) + data.count(b"\xc2\x85") + data.count(b"\xe2\x80") + 1
    for read in (_answers, _questionnaire):
        try:
            read(path)
        except ProblemsFoundError as error:
            assert error.problems
            for problem in error.problems:
                assert problem.code != "shape"
                assert problem.message
                assert problem.line is None or 1 <= problem.line <= lines


def _answers(path: Path) -> None:
    source = read_source(str(path))
    warn_of_answers(read_answers(read_mended(source), source.sha256, OWN))


def _questionnaire(path: Path) -> None:
    source = read_source(str(path))
    warn_of_wording(read_questionnaire(read_mended(source), source.sha256))


def is_no_bug(data: bytes, folder: Path) -> None:
    """The commands that read it end with the code of good or of bad input."""
    path = folder / "fuzz.yaml"
    path.write_bytes(data)
    own = ["--quiet", "--questionnaires", str(CASES / "own")]
    assert run([*own, "check", str(path)]) in {0, 1}
    assert run([*own, "score", "--format", "json", str(path)]) in {0, 1}
    assert run([*own, "explain", str(path)]) in {0, 1}


YAMLISH = st.lists(st.sampled_from([*WORDS, *INVISIBLE, *SIGNS, *SIGNS]) | st.text(max_size=3), max_size=60).map(
    "".join
)


@st.composite
def mutations(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A file of ours with lines left out, doubled, moved or replaced, and with wrong bytes."""
    lines = draw(st.sampled_from(seeds)).split(b"\n")
    places = st.integers(0, len(lines) - 1)
    for _ in range(draw(st.integers(1, 6))):
        i, j = draw(places) % len(lines), draw(places) % len(lines)
        change = draw(st.sampled_from(["delete", "double", "swap", "replace", "insert", "bytes", "cut"]))
        if change == "delete" and len(lines) > 1:
            del lines[i]
        elif change == "double":
            lines.insert(j, lines[i])
        elif change == "swap":
            lines[i], lines[j] = lines[j], lines[i]
        elif change == "replace":
            key = lines[i].partition(b":")[0]
            lines[i] = key + b": " + draw(st.sampled_from(WORDS) | YAMLISH).encode()
        elif change == "insert":
            lines.insert(i, draw(YAMLISH).encode())
        elif change == "bytes":
            at = draw(st.integers(0, len(lines[i])))
            lines[i] = lines[i][:at] + draw(st.binary(min_size=1, max_size=4)) + lines[i][at:]
        else:
            lines[i] = lines[i][: draw(st.integers(0, len(lines[i])))]
    return b"\n".join(lines)


@st.composite
def planted(draw: st.DrawFn) -> bytes:
    """A good file in which some values have been replaced, renamed or taken away; as JSON, which is YAML."""
    tree = copy.deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 4))):
        around, key = tree, ""
        for depth in range(9):
            keys = list(around) if isinstance(around, dict) else list(range(len(around)))
            key = draw(st.sampled_from(keys))
            deeper = around[key]
            if not (isinstance(deeper, dict | list) and deeper) or depth == 8 or draw(st.integers(0, 9)) == 0:
                break
            around = deeper
        what = draw(st.sampled_from(["value", "value", "value", "name", "away"]))
        if what == "value" or len(around) == 1:
            around[key] = copy.deepcopy(draw(st.sampled_from(NASTY) | st.sampled_from(WORDS)))
        elif what == "name" and isinstance(around, dict):
            around[draw(st.sampled_from(WORDS))] = around.pop(key)
        else:
            del around[key]
    return json.dumps(tree, ensure_ascii=draw(st.booleans()), indent=1).encode()


DATA = st.recursive(
    st.sampled_from(WORDS) | st.none() | st.integers() | st.floats() | st.booleans() | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=6),
    max_leaves=25,
)
HEADS = [b"", b"schema: cxmaturity/answers@1\nquestionnaire: mini@3\ndate: 2026-11-22\n", SEEDS[-1][:300]]
TEXTS = st.tuples(st.sampled_from(HEADS), YAMLISH.map(str.encode) | st.binary(max_size=50)).map(b"".join)
DUMPED = DATA.map(lambda data: yaml.safe_dump(data, allow_unicode=True).encode())
ANY = TEXTS | mutations(SEEDS) | planted() | DUMPED


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@settings(SLOW, max_examples=1000)
@given(data=TEXTS)
def test_yamlish_text(data: bytes, folder: Path) -> None:
    is_read_or_refused(data, folder)


@settings(SLOW, max_examples=150)
@given(data=mutations(SEEDS))
def test_mutated_files(data: bytes, folder: Path) -> None:
    is_read_or_refused(data, folder)


@settings(SLOW, max_examples=400)
@given(data=planted())
@example(data=json.dumps({**TREES[0], "date": "9999-12-31"}).encode())
@example(data=json.dumps({**TREES[0], "date": "0001-01-01"}).encode())
def test_planted_values(data: bytes, folder: Path) -> None:
    is_read_or_refused(data, folder)


@settings(SLOW, max_examples=300)
@given(data=DUMPED)
def test_dumped_data(data: bytes, folder: Path) -> None:
    is_read_or_refused(data, folder)


@settings(SLOW, max_examples=150)
@given(data=ANY)
@example(data=json.dumps({**TREES[0], "date": "9999-12-31"}).encode())
@example(data=json.dumps({**TREES[0], "date": "0001-01-01"}).encode())
def test_commands(data: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    is_no_bug(data, folder)
    assert "Traceback" not in capsys.readouterr().err


@settings(SLOW, max_examples=100)
@given(name=st.text(st.characters(codec="utf-8", exclude_characters="\0/"), max_size=20) | st.just("\udcff.yaml"))
def test_names_of_files(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "--", f"./missing/{name}"]) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
