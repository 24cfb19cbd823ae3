"""`team`: many people's answers on one screen, as JSON and as the organisation's answers file."""

import csv
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import HEAD, Cx

ASKED = Catalogue().find("organisational")
assert ASKED is not None
LEVELS = ("leader",) * 8 + ("manager",) * 10 + ("front-line",) * 15 + ("other",) * 5
SECRET = "Bob of the third floor"


def write(folder: Path, name: str, lines: Sequence[str], head: str = HEAD, who: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{head}{who}answers:\n" + "".join(f"  {line}\n" for line in lines))
    return path


def crowd(folder: Path, levels: Sequence[str] = LEVELS) -> Path:
    """One file a person: leaders see closed loop two stages higher, on the rest people differ by chance."""
    assert ASKED is not None
    draw = random.Random(11)
    for i, level in enumerate(levels, 1):
        lines = []
        for id_, practice in ASKED.practices.items():
            rank = draw.choice((2, 3, 3, 3, 4)) if id_ != "insight.closed-loop" else 4 if level == "leader" else 2
            point = ASKED.point(practice.option_at_most(rank).rank).id
            lines.append(f"{id_}: {{is: {point}, note: {SECRET}}}" if i % 9 == 0 else f"{id_}: {point}")
        write(folder, f"{i:04}.yaml", lines, who=f"organisation: Harbour Mutual\nrespondent: {{level: {level}}}\n")
    return folder


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return crowd(tmp_path / "people")


def test_one_screen_says_who_answered_how_far_they_agree_and_what_to_talk_about(people: Path, cx: Cx) -> None:
    """A head of CX reads this first; more than 24 lines would scroll away."""
    ran = cx("team", people)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert len(lines) <= 23
    assert max(map(len, lines)) <= 80
    assert "38 people answered: front line 15, manager 10, leader 8 and other 5." in ran.out
    assert re.search(r"Of 28 practices agreement is .*(strong|moderate|weak) on ", ran.out)
    assert re.search(r"1\. .+, from .+ to .+: ", ran.out)
    assert "Leaders see Closed loop two stages higher than the front line." in ran.out
    assert "--full" in ran.out


def test_the_answers_of_the_organisation_are_read_by_every_other_command(people: Path, tmp_path: Path, cx: Cx) -> None:
    """Else nobody could score, plan or report what a team says."""
    team = tmp_path / "made" / "team.yaml"
    ran = cx("team", people, "-o", team)
    assert ran.code == 0
    assert f"Wrote {team}" in ran.err
    text = team.read_text()
    assert "team:\n  respondents: 38\n  levels: {front-line: 15, manager: 10, leader: 8, other: 5}\n" in text
    closed = text[text.index("  insight.closed-loop:") :]
    assert closed.startswith(
        "  insight.closed-loop:\n    is: explore\n    votes: {explore: 30, operationalise: 8}\n    medians: "
        "{front-line: explore, leader: operationalise, manager: explore, other: explore}\n"
    )
    assert SECRET not in text
    assert cx("check", team).err.startswith("1 file: 0 errors")
    for command in (["score"], ["plan"], ["report", "--format", "md"], ["explain"]):
        assert cx(command[0], team, *command[1:]).code == 0, command
    result = json.loads(cx("score", team, "--format", "json", "--no-plan").out)
    printed = json.loads(cx("team", people, "--format", "json").out)
    assert (result["stage"]["worst"], result["stage"]["best"]) == (printed["stage"]["low"], printed["stage"]["high"])


def test_a_file_that_is_there_is_never_written_over(people: Path, tmp_path: Path, cx: Cx) -> None:
    """What a meeting settled in it would be lost."""
    team = tmp_path / "team.yaml"
    assert cx("team", people, "-o", team).code == 0
    kept = team.read_bytes()
    ran = cx("team", people, "-o", team)
    assert (ran.code, ran.out, team.read_bytes()) == (1, "", kept)
    ran = cx("team", people, "-o", people / "0001.yaml")
    assert ran.code == 1
    assert "is a file that this command reads" in ran.err


def test_json_has_the_documented_shape(people: Path, cx: Cx) -> None:
    """Other programs rest on it."""
    made = json.loads(cx("team", people, "--format", "json").out)
    schema = json.loads(cx("check", "--schema", "team").out)
    assert list(Draft202012Validator(schema).iter_errors(made)) == []
    assert made["schema"] == "cxmaturity/team@1"
    assert made["respondents"] == 38
    one = made["practices"][0]
    assert {"practice", "counts", "low", "median", "high", "rwg", "ad"} <= set(one)
    assert {"krippendorff_alpha", "icc1", "icc2", "cronbach_alpha", "feldt", "omega", "reason"} <= set(
        made["statistics"]
    )
    assert sum(one["counts"].values()) + one["dk"] + one["na"] + one["missing"] == 38
    assert made["agenda"]
    assert made["gaps"][0]["groups"] == ["leader", "front-line"]
    missing = [name for name, value in made["statistics"].items() if value is None]
    assert set(missing) == set(made["statistics"]["reason"])


def test_the_same_people_give_the_same_bytes_and_a_seed_other_draws(people: Path, cx: Cx) -> None:
    one = cx("team", people, "--format", "json").out
    assert cx("team", people, "--format", "json").out == one
    assert cx("team", people, "--format", "json", "--seed", "2").out != one
    files = [str(path) for path in sorted(people.iterdir())]
    assert json.loads(cx("team", *files[::-1], "--format", "json").out)["practices"] == json.loads(one)["practices"]


def published(people: Path, tmp_path: Path, cx: Cx) -> str:
    """Everything that one run can put out, in every format, and its file."""
    team = tmp_path / "team.yaml"
    shown = [cx("team", people, "--format", name).out for name in ("json", "md", "table")]
    ran = cx("team", people, "--full", "-o", team)
    return "\n".join([*shown, ran.out, team.read_text(), cx("report", team, "--format", "md", "--no-plan").out])


def test_no_small_group_no_file_and_no_free_text_is_named_in_any_output(tmp_path: Path, cx: Cx) -> None:
    """One of three experts would read in the board's report what the experts said."""
    people = crowd(tmp_path / "people", [*LEVELS, "wizard", "wizard", "wizard"])
    text = published(people, tmp_path, cx)
    assert "wizard" not in text
    assert SECRET not in text
    assert "0001.yaml" not in text
    assert "respondents: 41" in text
    assert "wizard" in cx("team", people, "--min-cell", "1").out
    assert SECRET in cx("team", people, "--with-text", "--format", "json").out


def test_too_few_people_are_shown_only_where_all_agree(tmp_path: Path, cx: Cx) -> None:
    """Four colleagues in a workshop want to see their votes; by default nobody's can be read."""
    people = crowd(tmp_path / "people", ["leader", "manager", "manager", "front-line"])
    ran = cx("team", people)
    assert (ran.code, ran.out) == (1, "")
    assert "four people answered, and a group of fewer than 5 is not shown" in ran.err
    assert "add --min-cell 4" in ran.err
    assert cx("team", people, "--min-cell", "4").code == 0
    assert "leader" in cx("team", people, "--min-cell", "1").out


@pytest.mark.parametrize("given", ["0", "-1", "five", "1.5"])
def test_a_least_group_of_nobody_is_wrong_usage(given: str, people: Path, cx: Cx) -> None:
    ran = cx("team", people, "--min-cell", given)
    assert (ran.code, ran.out) == (2, "")


def test_what_does_not_go_together_is_all_listed_and_nothing_is_written(people: Path, tmp_path: Path, cx: Cx) -> None:
    """Put together, the answers of two firms, years or questionnaires would be nobody's."""
    digital = Catalogue().find("digital")
    assert digital is not None
    other = write(
        people, "other.yaml", [], HEAD.replace(HEAD.splitlines()[1], f"questionnaire: digital@{digital.version}")
    )
    firm = write(people, "firm.yaml", [], who="organisation: Other Firm\n")
    old = write(people, "old.yaml", [], HEAD.replace("2026-11-22", "2025-11-22"))
    team = tmp_path / "team.yaml"
    ran = cx("team", people, "-o", team)
    assert (ran.code, ran.out, team.exists()) == (1, "", False)
    for path, words in ((other, "digital@"), (firm, "Other Firm"), (old, "three months")):
        (line,) = [line for line in ran.err.splitlines() if line.startswith(str(path))]
        assert words in line


def test_a_file_named_twice_and_answers_of_a_team_are_refused(people: Path, tmp_path: Path, cx: Cx) -> None:
    """One person would count twice, or 38 as one."""
    first = people / "0001.yaml"
    assert "named twice" in cx("team", people, first).err
    assert "named twice" in cx("team", people, people / ".." / "people" / "0001.yaml").err
    team = tmp_path / "team.yaml"
    cx("team", people, "-o", team)
    ran = cx("team", people, team)
    assert ran.code == 1
    assert "a team already" in ran.err


def test_where_all_agree_nothing_is_printed_as_not_a_number(tmp_path: Path, cx: Cx) -> None:
    """Other tools print 0 or NaN for full agreement."""
    folder = tmp_path / "people"
    assert ASKED is not None
    for i in range(32):
        write(
            folder, f"{i}.yaml", [f"{id_}: {ASKED.point(p.options[0].rank).id}" for id_, p in ASKED.practices.items()]
        )
    ran = cx("team", folder, "--format", "json")
    made = json.loads(ran.out)
    assert "NaN" not in ran.out
    assert {one["rwg"] for one in made["practices"]} == {1.0}
    assert made["statistics"]["krippendorff_alpha"] is None
    assert "no difference" in made["statistics"]["reason"]["krippendorff_alpha"]
    assert made["agenda"] == []
    shown = cx("team", folder, "--full").out
    assert "none: all answered every practice the same" in shown
    assert "nan" not in shown.split()


def test_nobody_answered_anything(tmp_path: Path, cx: Cx) -> None:
    folder = tmp_path / "people"
    for i in range(6):
        write(folder, f"{i}.yaml", [])
    for options in ([], ["--full"], ["--format", "json"]):
        assert cx("team", folder, *options).code == 0


def test_hostile_text_is_text(tmp_path: Path, cx: Cx) -> None:
    """A level with markup, a control character or a colon is shown as it is, and read again from the file."""
    level = "[bold]\\e[31m: {x}, #\\u202e"
    people = crowd(tmp_path / "people", [f'"{level}"'] * 6 + ["manager"] * 6)
    team = tmp_path / "team.yaml"
    ran = cx("team", people, "--full", "-o", team)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert cx("check", team).code == 0
    assert "[bold]" in ran.out


def test_explain_redoes_the_statistics_by_their_formulas(people: Path, tmp_path: Path, cx: Cx) -> None:
    """A number that nobody can redo convinces nobody."""
    team = tmp_path / "team.yaml"
    cx("team", people, "-o", team)
    made = json.loads(cx("team", people, "--format", "json").out)
    shown = cx("explain", team, "agreement").out
    found: dict[str, Any] = made["statistics"]
    (alpha,) = re.findall(r"= 1 - ([\d.]+) / ([\d.]+) = ([\d.-]+)", shown)
    assert 1 - float(alpha[0]) / float(alpha[1]) == pytest.approx(found["krippendorff_alpha"], abs=1e-3)
    assert float(alpha[2]) == pytest.approx(found["krippendorff_alpha"], abs=1e-4)
    for name, value in (("ICC(1)", "icc1"), ("ICC(2)", "icc2")):
        (line,) = [line for line in shown.splitlines() if line.startswith(f"  {name} = ")]
        worked, _, given = line.partition(" = ")[2].partition(", with")[0].rpartition(" = ")
        assert eval(worked.replace(" x ", " * ")) == pytest.approx(float(given), abs=1e-3)
        assert float(given) == pytest.approx(found[value], abs=1e-4)
    practice = next(one for one in made["practices"] if one["practice"] == "insight.closed-loop")
    lines = cx("explain", team, "insight.closed-loop", "--trace").out
    (parts,) = re.findall(r"rwg = 1 - s2 / v = 1 - ([\d.]+) / ([\d.]+) = ([\d.]+)", lines)
    assert 1 - float(parts[0]) / float(parts[1]) == pytest.approx(practice["rwg"], abs=1e-3)
    assert "lower median = rank 2: vote 19 of 38 from below" in lines
    for name in ("Cronbach", "Feldt", "Omega", "McDonald", "Shrout and Fleiss", "Krippendorff 2011"):
        assert name in shown
    one = cx("explain", people / "0001.yaml", "agreement")
    assert one.code == 2


def export(path: Path, people: int) -> Path:
    """A survey tool's export: a day, a level and an answer in words for each practice."""
    assert ASKED is not None
    draw = random.Random(3)
    practices = ASKED.practices.values()
    rows = [["Timestamp", "Your level", *(practice.question for practice in practices)]]
    for i in range(people):
        options = [draw.choice(practice.options).text for practice in practices]
        rows.append([f"2026-11-{1 + i % 28:02} 10:00:00", ("Leader", "Manager", "Front line")[i % 3], *options])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_an_export_is_put_together_without_files_in_between(tmp_path: Path, cx: Cx) -> None:
    """Five hundred files nobody looks at would be in the way."""
    ran = cx(
        "team", export(tmp_path / "survey.csv", 24), "--questionnaire", "organisational", "-o", tmp_path / "t.yaml"
    )
    assert ran.code == 0
    assert "24 people answered" in ran.out
    assert (tmp_path / "t.yaml").exists()
    again = cx("team", tmp_path / "survey.csv", "--questionnaire", "organisational", "--format", "json", "--level", "B")
    made = json.loads(again.out)
    assert (made["respondents"], made["date"]) == (24, "2026-11-24")
    assert {group["name"] for group in made["groups"]} == {"leader", "manager", "front-line"}
    assert "survey.csv" not in again.out


def test_an_export_needs_its_questionnaire_and_answers_files_none(people: Path, tmp_path: Path, cx: Cx) -> None:
    made = export(tmp_path / "survey.csv", 6)
    ran = cx("team", made)
    assert (ran.code, ran.out) == (2, "")
    assert "say what it answers with --questionnaire ID" in ran.err
    assert cx("team", people / "0001.yaml", "--questionnaire", "organisational").code == 2
    assert cx("team", made, made, "--questionnaire", "organisational").code == 2
    assert "about an export" in cx("team", people, "--date", "2026-11-22").err


def test_what_is_wrong_in_an_export_is_told_by_row_and_nothing_is_written(tmp_path: Path, cx: Cx) -> None:
    """A reworded option that was guessed would count for something that nobody said."""
    assert ASKED is not None
    made = export(tmp_path / "survey.csv", 6)
    option = next(iter(ASKED.practices.values())).options[0].text
    made.write_text(
        made.read_text().replace("2026-11-01 10:00:00,Leader,", f"2026-11-01 10:00:00,Leader,{option[:40]} X", 1)
    )
    ran = cx("team", made, "--questionnaire", "organisational", "-o", tmp_path / "t.yaml")
    assert (ran.code, ran.out, (tmp_path / "t.yaml").exists()) == (1, "", False)
    assert "line 2" in ran.err or "row 2" in ran.err


def test_two_rounds_in_one_export_are_refused(tmp_path: Path, cx: Cx) -> None:
    made = export(tmp_path / "survey.csv", 6)
    made.write_text(made.read_text().replace("2026-11-01", "2025-11-01", 1))
    ran = cx("team", made, "--questionnaire", "organisational")
    assert ran.code == 1
    assert "three months make two rounds" in ran.err
