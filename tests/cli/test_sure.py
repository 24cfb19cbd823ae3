"""`score --sure`: how sure a stage is, in every format, and whatever the files' texts are."""

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import cxmaturity.domain.sensitivity.robustness as domain
from tests.cli.running import EXAMPLES, HEAD, NORTHWIND, RETAIL, Cx, process
from tests.reports.hostile import Files, made, write
from tests.reports.test_injection import Case, Pair

HEADING = "How sure the stage is, in full"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_json_is_the_result_with_one_key_more(example: Path, cx: Cx) -> None:
    plain = json.loads(cx("score", example, "--format", "json").out)
    sure = json.loads(cx("score", example, "--format", "json", "--sure").out)
    assert "robustness" not in plain
    found = sure.pop("robustness")
    assert sure == plain
    assert list(found) == ["stage", "drops", "weights", "information"]
    assert {one["practice"] for one in found["information"]} == {one["practice"] for one in plain["find_out"]}


def test_a_gate_that_one_answer_holds(cx: Cx) -> None:
    """Mobilise needs the coalition at Mobilise, where it stands; the example's other answers leave room."""
    found = json.loads(cx("score", NORTHWIND, "--format", "json", "--sure").out)["robustness"]
    drop = {"practice": "governance.coalition", "from": 3, "to": 2, "drops": 1}
    assert found["drops"] == {"fewest": 1, "found": 1, "all_found": True, "sets": [[drop]]}
    out = cx("score", NORTHWIND, "--sure").out
    assert "The drop that loses Mobilise:" in out
    assert "CX coalition: Mobilise to Explore" in out


def test_a_share_on_the_edge_stays_in_half_of_the_draws(cx: Cx, tmp_path: Path) -> None:
    """Of two practices of the same weight one stands high: half is not over half, unless its weight is the larger."""
    options = ("--questionnaires", own(tmp_path, [1, 1], {"a": "high", "b": "low"}), "score", tmp_path / "answers.yaml")
    found = json.loads(cx(*options, "--format", "json", "--sure").out)["robustness"]["weights"]["stage"]
    assert found["low"] < 0.5 < found["high"]
    assert f"stays in {found['kept'] / 10:.1f} % of 1,000 draws" in " ".join(cx(*options, "--sure").out.split())


@pytest.fixture
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test is about words, a few draws are enough."""
    monkeypatch.setattr(domain, "robustness", functools.partial(domain.robustness, draws=9))


@pytest.mark.usefixtures("_few_draws")
@pytest.mark.parametrize("layout", ["table", "md"])
def test_it_is_a_part_of_its_own(layout: str, cx: Cx) -> None:
    both = [cx("score", "--format", layout, file, "--sure").out for file in (NORTHWIND, RETAIL)]
    for file, out in zip((NORTHWIND, RETAIL), both, strict=True):
        assert len(re.findall(rf"^#* ?{HEADING}$", out, re.MULTILINE)) == 1
        assert "draws" in out
        assert HEADING not in cx("score", "--format", layout, file).out
    assert cx("score", "--format", layout, NORTHWIND, RETAIL, "--sure").out.endswith("\n\n" + "\n".join(both))


def test_the_same_answers_say_the_same_in_another_process() -> None:
    one, other = (
        process("score", NORTHWIND, "--sure", "--format", "json", environment={"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    )
    assert one.code == 0
    assert one == other


def test_only_who_asks_waits_for_it() -> None:
    modules = {
        "cxmaturity.domain.sensitivity.robustness",
        "cxmaturity.domain.sensitivity.margin",
        "cxmaturity.domain.sensitivity.weights",
    }
    code = (
        "import sys; from cxmaturity.cli.boundary import run; run(['score', '--format', 'json', sys.argv[1]]);"
        f"print(sorted({modules!r} & set(sys.modules)), file=sys.stderr)"
    )
    assert process(NORTHWIND, python=("-c", code)).err == "[]\n"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("", "No answer counts, so there is no stage that could be lost."),
        ("answers: {strategy.intent: embed}", "No stage is claimed; this is about the stage of what is answered, "),
        ("answers: {strategy.intent: ignore}", "However low the answers, the stage stays at Ignore."),
    ],
    ids=["nothing", "the highest", "the lowest"],
)
def test_few_answers(answers: str, said: str, cx: Cx) -> None:
    for layout in ("table", "md"):
        ran = cx("score", "-", "--sure", "--format", layout, stdin=f"{HEAD}{answers}\n".encode())
        assert ran.code == 0
        assert said in " ".join(ran.out.split())


DROPS = [
    # the weights of four practices at the upper of two points, and what is said of losing it
    ([9, 1, 1, 1], "The drop that loses High: • A: High"),
    ([2, 2, 1, 1], "Any of these five sets of drops loses High: • A"),
    ([1, 1, 1, 1], "Any of these six sets of drops loses High: • A"),
    ([3, 1, 1, 1], "The drop that loses High: • A: High"),
    ([1] * 11, "462 sets of drops lose High, any of them alone; the first ten are: • A"),
    ([1] * 15, "More than 1,000 sets of drops lose High, any of them alone; the first ten are: • A"),
]


@pytest.mark.parametrize(("weights", "said"), DROPS, ids=lambda given: str(given)[:20])
def test_what_is_said_of_drops(weights: list[int], said: str, cx: Cx, tmp_path: Path) -> None:
    folder = own(tmp_path, weights, dict.fromkeys(NAMES[: len(weights)], "high"))
    ran = cx("--questionnaires", folder, "score", tmp_path / "answers.yaml", "--sure")
    assert ran.code == 0
    assert said in " ".join(ran.out.split())


NAMES = "abcdefghijklmno"


def own(folder: Path, weights: list[int], answers: dict[str, str]) -> Path:
    """A questionnaire of practices on two points with these weights, in a folder of its own, and answers beside it."""
    step = {"do": "Do.", "effort": "S", "months": 1, "owner": "O", "measure": "M"}
    options = [{"point": "low", "text": "Low"}, {"point": "high", "text": "High", "step": step}]
    practices = [
        {"id": name, "title": name.upper(), "question": "Where?", "weight": weight, "options": options}
        for name, weight in zip(NAMES, weights, strict=False)
    ]
    questionnaire = {
        "schema": "cxmaturity/questionnaire@1",
        "id": "own",
        "version": 1,
        "title": "Own",
        "scale": [{"id": id_, "name": id_.title(), "meaning": id_} for id_ in ("low", "high")],
        "dimensions": [{"id": "d", "name": "D", "practices": practices}],
    }
    head = {"schema": "cxmaturity/answers@1", "questionnaire": "own@1", "date": "2026-11-22"}
    said = {**head, "answers": {f"d.{name}": point for name, point in answers.items()}}
    (folder / "own").mkdir()
    (folder / "own" / "own.yaml").write_text(json.dumps(questionnaire))
    (folder / "answers.yaml").write_text(json.dumps(said))
    return folder / "own"


# ---- texts that try to act


RAISED = {"first.known": "high", "first.unknown": "mid", "first.waiting": "high", "first.between": ["mid", "high"]}


def losable(folder: Path, text: Any = str) -> Files:
    """The files of the other tests with answers so high that both stages can be lost."""
    files = write(folder, text)
    for path in files.answers:
        data = yaml.safe_load(path.read_text())
        for id_, answer in data["answers"].items():
            answer["is"] = "mid" if id_.endswith("inner.low") else RAISED.get(id_, answer["is"])
        path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=False, sort_keys=False))
    return files


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return losable(tmp_path_factory.mktemp("harmless"))


@pytest.fixture
def pair(request: pytest.FixtureRequest, harmless: Files, tmp_path: Path, cx: Cx, _few_draws: None) -> Pair:
    """Harmless and hostile files. What reports show of them is held by the tests of formats."""
    name: str = request.param
    return Pair(Case(name, harmless, losable(tmp_path, functools.partial(made, name))), cx)


@pytest.mark.parametrize("pair", ["terminal controls", "script", "long letters"], indirect=True)
def test_hostile_texts_in_json(pair: Pair) -> None:
    """It holds ids and numbers alone."""
    harmless, hostile = map(json.loads, pair.outputs("score", "--format", "json", "FILES", "--sure"))
    assert [one["robustness"] for one in harmless] == [one["robustness"] for one in hostile]
    assert all(one["robustness"]["drops"]["sets"] for one in harmless)
