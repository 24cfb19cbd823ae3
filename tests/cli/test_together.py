"""Several questionnaires at once: side by side, contradictions, suggestions, and every command for all five."""

import datetime
import json
import os
import re
import threading
from pathlib import Path

import pytest
import yaml

from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import ROOT, TELECOM, Cx, head
from tests.cli.test_assess import flat, typed

FIVE = ("digital", "effort", "ladder", "moments", "organisational")
OWN_QUESTIONNAIRE = """\
schema: cxmaturity/questionnaire@1
id: own
version: 1
title: Ours
scale: [{id: a, name: A, meaning: None of it.}, {id: b, name: B, meaning: All of it.}]
dimensions:
  - id: team
    name: Team
    practices:
      - id: hiring
        title: Hiring
        question: Who hires?
        options:
          - {point: a, text: Nobody.}
          - {point: b, text: All., step: {do: Ask., effort: S, months: 1, owner: HR, measure: Hires}}
"""
MISFIT = next(rule for rule in Catalogue().crosswalk().conflicts if rule.id == "in-view-but-ask")
"""The contradiction that the files of `contradicting` meet."""
ORGANISATION = "organisation: Northwind\n"


def answers(questionnaire: str, *lines: str, organisation: str = ORGANISATION) -> str:
    return head(questionnaire) + organisation + "answers:\n" + "".join(f"  {line}\n" for line in lines)


def option(questionnaire: str, dimension: str, practice: str, point: str) -> str:
    """The words of an option."""
    file = yaml.safe_load((ROOT / "questionnaires" / f"{questionnaire}.yaml").read_text())
    group = next(d for d in file["dimensions"] if d["id"] == dimension)
    found = next(p for p in group["practices"] if p["id"] == practice)
    return str(next(o["text"] for o in found["options"] if o["point"] == point))


@pytest.fixture
def contradicting(tmp_path: Path) -> tuple[Path, Path]:
    """Two files of one organisation and day that do not fit together."""
    ladder, effort = tmp_path / "ladder.yaml", tmp_path / "effort.yaml"
    ladder.write_text(answers("ladder", "trust.visibility: loyalty"))
    effort.write_text(answers("effort", "forgotten.bills: absent", "forgotten.outages: absent"))
    return ladder, effort


def test_check_names_both_answers_and_why(contradicting: tuple[Path, Path], cx: Cx) -> None:
    ladder, effort = contradicting
    ran = cx("check", ladder, effort)
    assert ran.code == 0
    (line,) = ran.out.splitlines()
    said = f"{ladder}, line 6: warning: answers.trust.visibility: Progress in view at Loyalty ("
    assert line.startswith(said + " ".join(option("ladder", "trust", "visibility", "loyalty").split()))
    assert f"in {effort}, line 7; " in line
    assert "Outage notices at Absent (At most, a page or recorded line" in line
    assert line.endswith(f"; {MISFIT.why} Where both hold, say why under explained, rule {MISFIT.id}.")
    assert ran.err.splitlines()[-1] == "2 files: 0 errors, 1 warning"
    assert cx("check", "--strict", ladder, effort).code == 1
    for one in contradicting:
        assert cx("check", "--strict", one).code == 0


@pytest.mark.parametrize("change", ["organisation: Other\n", ""])
def test_another_organisation_contradicts_nobody(change: str, contradicting: tuple[Path, Path], cx: Cx) -> None:
    ladder, effort = contradicting
    effort.write_text(effort.read_text().replace(ORGANISATION, change))
    assert cx("check", "--strict", ladder, effort).out == ""


def test_score_and_reports_list_contradictions(contradicting: tuple[Path, Path], cx: Cx) -> None:
    told = cx("score", *contradicting).out
    assert told.count("What does not fit together") == 1
    assert "Progress in view: Loyalty" in flat(told)
    assert "What does not fit together" not in cx("score", contradicting[0]).out
    for layout in ("html", "md"):
        text = flat(cx("report", *contradicting, "--format", layout).out)
        assert MISFIT.title in text
        assert f"{MISFIT.why} Both can not be true." in text


def test_a_contradiction_within_one_questionnaire_stands_in_its_own_report(tmp_path: Path, cx: Cx) -> None:
    path = tmp_path / "o.yaml"
    path.write_text(answers("organisational", "strategy.intent: embed", "insight.expectation-gap: 4"))
    for layout in ("html", "md"):
        assert "Embed is delivering, not only intending" in cx("report", path, "--format", layout).out
    path.write_text(answers("organisational", "strategy.intent: embed", "insight.expectation-gap: embed"))
    assert "Embed is delivering" not in cx("report", path).out


def test_one_command_reports_on_all_five(cx: Cx) -> None:
    assert len(TELECOM) == 5
    page = cx("report", *TELECOM)
    assert page.code == 0
    for phrase in (
        "what the organisation can do",
        "what its technology enables",
        "where its customers stand",
        "how hard journeys are",
        "what is experienced",
        "The grip is",
        "Thrived in two of five",
        "Weakest link: ",
        "What does not fit together",
        "Evidence that serves several answers",
        "Points that mean roughly the same",
    ):
        assert phrase in page.out, phrase
    results = cx("score", *TELECOM, "--format", "json").out
    assert results.count('"schema": "cxmaturity/result@2"') == 5


PAIR = "claim: digital/agent.context@loyalty, denial: ladder/trust.product@below-trust"


def misfits(folder: Path, *kinds: str) -> tuple[Path, Path]:
    """Two files that meet a rule of each of these kinds, and whose explanations are still to be written."""
    own = "".join(
        f"  - {{id: {kind}, title: The {kind}, kind: {kind}, {PAIR}, why: Is it one customer?}}\n" for kind in kinds
    )
    folder.joinpath("own").mkdir()
    own_crosswalk(folder / "own", f"contradictions:\n{own}")
    files = folder / "digital.yaml", folder / "ladder.yaml"
    files[0].write_text(answers("digital", "agent.context: advocacy"))
    files[1].write_text(answers("ladder", "trust.product: below-trust"))
    return files


def explain(path: Path, rule: str, because: str) -> None:
    path.write_text(path.read_text() + f"explained: [{{rule: {rule}, because: {because}}}]\n")


def test_a_contradiction_is_stated_and_a_tension_asked_after(tmp_path: Path, cx: Cx) -> None:
    files = misfits(tmp_path, "tension", "contradiction")
    own = ("--questionnaires", tmp_path / "own")
    stated, asked = cx("check", *files, *own).out.splitlines()
    assert " stands beside " in asked
    onward = "Where both hold, say why under explained, rule tension."
    assert asked.endswith(f" in {files[1]}, line 6; Is it one customer? {onward}")
    assert " does not go with " in stated
    told = flat(cx("score", *files, *own).out)
    shown = cx("show", "--crosswalk", "--format", "md", *own).out
    for text in (told, shown, *(flat(cx("report", *files, *own, "--format", layout).out) for layout in ("md", "html"))):
        assert "What does not fit together" in text
        both = text.count("Is it one customer? Both can not be true.")
        assert both > 0
        assert text.count("Is it one customer?") == 2 * both
    page = cx("report", *files, *own).out
    assert page.index("The contradiction") < page.index("The tension")


@pytest.mark.parametrize("explaining", [0, 1], ids=["claiming", "denying"])
@pytest.mark.parametrize("kind", ["contradiction", "tension"])
def test_what_is_explained_is_silent_and_its_reason_printed(kind: str, explaining: int, tmp_path: Path, cx: Cx) -> None:
    files = misfits(tmp_path, kind)
    own = ("--questionnaires", tmp_path / "own")
    explain(files[explaining], kind, "A partner serves <them>.")
    assert cx("check", "--strict", *files, *own).out == ""
    assert "What does not fit together" not in cx("score", *files, *own).out
    for layout, reason in (("md", r"A partner serves \<them\>."), ("html", "A partner serves &lt;them&gt;.")):
        report = flat(cx("report", *files, *own, "--format", layout).out)
        assert f"Explained: {reason}" in report
        assert "Is it one customer?" not in report
    view = json.loads(cx("report", *files, *own, "--format", "json").out)
    assert [one["explained"] for one in view["contradictions"]] == ["A partner serves <them>."]


def test_a_report_says_that_all_fits_only_where_a_rule_was_looked_at(tmp_path: Path, cx: Cx) -> None:
    files = misfits(tmp_path, "tension")
    files[1].write_text(answers("ladder", "trust.product: trust"))
    twice = tmp_path / "again.yaml"
    twice.write_text(f"schema: cxmaturity/answers@1\nquestionnaire: own@1\ndate: 2026-11-22\n{ORGANISATION}")
    (tmp_path / "own" / "own.yaml").write_text(OWN_QUESTIONNAIRE)
    own = ("--questionnaires", tmp_path / "own")
    for layout in ("md", "html"):
        both = cx("report", *files, *own, "--format", layout).out
        assert "Nothing was found that does not fit together." in both
        other = cx("report", twice, twice, *own, "--format", layout)
        assert other.code == 0
        assert "fit together" not in other.out


def test_an_explanation_in_a_file_that_the_rule_does_not_speak_of_is_a_warning(tmp_path: Path, cx: Cx) -> None:
    misfits(tmp_path, "tension")
    path, own = tmp_path / "effort.yaml", ("--questionnaires", tmp_path / "own")
    path.write_text(answers("effort"))
    explain(path, "tension", "A partner does.")
    wanted = "tension does not speak of effort; explain it in the answers to digital or ladder"
    assert cx("check", path, *own).out == f"{path}, line 6: warning: explained.1.rule: {wanted}\n"


def test_the_rule_that_is_explained_must_be_one(tmp_path: Path, cx: Cx) -> None:
    files = misfits(tmp_path, "tension")
    own = ("--questionnaires", tmp_path / "own")
    explain(files[0], "tenson", "No reason.")
    ran = cx("check", *files, *own)
    assert ran.code == 1
    assert "line 7: explained.1.rule: no such rule: tenson; did you mean tension?" in ran.out


@pytest.mark.parametrize("id_", FIVE)
def test_every_command_works_for_every_questionnaire(id_: str, tmp_path: Path, cx: Cx) -> None:
    assert f"{id_}@" in cx("list").out
    shown = cx("show", id_, "--format", "md")
    assert shown.code == 0
    assert cx("show", id_).code == 0
    form, path = tmp_path / "form.yaml", tmp_path / "answers.yaml"
    assert cx("new", id_, "-o", form).code == 0
    lines = ["Northwind", "2026-11-22", "", "", "", "", *["2"] * 30]
    assert cx("assess", id_, "-o", path, "--lines", stdin=typed(*lines)).code == 0
    assert cx("score", path).code == 0
    assert cx("report", path, "-o", tmp_path / "r.html").code == 0
    assert cx("explain", path).code == 0
    assert cx("check", "--strict", path).code == 0


def test_show_crosswalk(cx: Cx) -> None:
    whole, one = cx("show", "--crosswalk", "--format", "md"), cx("show", "effort", "--crosswalk", "--format", "md")
    assert whole.code == one.code == 0
    assert "| Retention | – |" in whole.out
    assert "An aligned organisation" in whole.out
    assert "An aligned organisation" not in one.out
    assert "Journey decision platform" in one.out
    assert "How the scales relate" in cx("show", "--crosswalk").out
    refused = cx("show")
    assert refused.code == 2
    assert "digital, effort, ladder, moments, organisational" in flat(refused.err)


# answer once


def assess(cx: Cx, folder: Path, *typed_lines: str, options: tuple[object, ...] = ()) -> tuple[str, str]:
    """What an interview about the digital questionnaire says, and the file that it writes."""
    path = folder / "digital-answers.yaml"
    lines = ["Northwind", "2026-11-22", "", "", "", "", *typed_lines, "q"]
    ran = cx("assess", "digital", "-o", path, "--lines", *options, stdin=typed(*lines))
    assert ran.code == 0, ran.err
    return flat(ran.out), path.read_text()


EARLIER = answers(
    "organisational",
    "insight.analytics: {is: align, evidence: [{what: minutes, date: 2026-10-01}]}",
)
OFFER = "Suggested: 2 Retention, as Customer analytics is at Align in"


@pytest.mark.parametrize("named", [True, False], ids=["named", "beside"])
def test_an_earlier_answer_is_offered_and_taken_only_when_confirmed(named: bool, tmp_path: Path, cx: Cx) -> None:
    place = tmp_path / "elsewhere" if named else tmp_path
    place.mkdir(exist_ok=True)
    earlier = place / "organisational.yaml"
    earlier.write_text(EARLIER)
    options = ("--from", earlier) if named else ()
    said, written = assess(cx, tmp_path, "g analytics.sharing", options=options)
    assert OFFER in said
    assert "analytics.sharing" not in written
    assess(cx, tmp_path, "g analytics.sharing", "=", options=options)
    written = yaml.safe_load((tmp_path / "digital-answers.yaml").read_text())["answers"]
    evidence = [{"what": "minutes", "date": datetime.date(2026, 10, 1)}]
    assert written == {"analytics.sharing": {"is": "retention", "evidence": evidence}}


def test_nothing_is_offered_from_another_organisation_or_from_what_is_no_answers_file(tmp_path: Path, cx: Cx) -> None:
    (tmp_path / "other.yaml").write_text(EARLIER.replace("Northwind", "Somebody"))
    (tmp_path / "broken.yaml").write_text("schema: [")
    (tmp_path / "list.yml").write_text("- 1\n")
    said, _ = assess(cx, tmp_path, "g analytics.sharing", "=")
    assert "Suggested:" not in said
    assert "Nothing is suggested for this question." in said


def test_a_pipe_beside_the_answers_is_not_waited_for(tmp_path: Path, cx: Cx) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    threading.Thread(target=pipe.write_text, args=(EARLIER,), daemon=True).start()  # for whoever reads it
    said, _ = assess(cx, tmp_path, "g analytics.sharing")
    assert "Suggested:" not in said


def test_answers_to_the_same_questionnaire_alone_can_not_be_named(tmp_path: Path, cx: Cx) -> None:
    same, other = tmp_path / "same.yaml", tmp_path / "other.yaml"
    same.write_text(answers("digital", "analytics.sharing: loyalty"))
    other.write_text(EARLIER)
    ran = cx("assess", "digital", "-o", tmp_path / "d.yaml", "--lines", "--from", same, stdin=b"q\n")
    assert ran.code == 2
    assert "it names answers to digital only" in flat(ran.err)
    said, _ = assess(cx, tmp_path, "g analytics.sharing", options=("--from", same, "--from", other))
    assert OFFER in said


def test_a_named_file_with_errors_stops_the_interview(tmp_path: Path, cx: Cx) -> None:
    earlier = tmp_path / "organisational.yaml"
    earlier.write_text(EARLIER.replace("align", "alline"))
    ran = cx("assess", "digital", "-o", tmp_path / "d.yaml", "--lines", "--from", earlier, stdin=b"q\n")
    assert ran.code == 1
    assert "did you mean align?" in ran.err
    assert not (tmp_path / "d.yaml").exists()


def test_an_own_crosswalk_joins_the_built_in_one(tmp_path: Path, cx: Cx) -> None:
    (tmp_path / "crosswalk.yaml").write_text(
        "schema: cxmaturity/crosswalk@1\ntitle: Ours\ncontradictions:\n"
        "  - {id: ours, title: Ours alone, kind: tension, claim: digital@advocacy, denial: ladder@trust,"
        " why: Do we say so?}\n"
    )
    shown = cx("show", "--crosswalk", "--format", "md", "--questionnaires", tmp_path)
    assert "Ours alone" in shown.out
    assert "An aligned organisation" in shown.out
    assert cx("check", "--strict", tmp_path / "crosswalk.yaml").code == 0
    text = (tmp_path / "crosswalk.yaml").read_text().replace("ladder@trust", "ladder@trusty")
    (tmp_path / "crosswalk.yaml").write_text(text)
    ran = cx("show", "--crosswalk", "--questionnaires", tmp_path)
    assert ran.code == 1
    assert "line 4: contradictions.ours.denial: 'trusty' names no point of the scale; did you mean trust?" in ran.err


def own_crosswalk(folder: Path, text: str) -> None:
    (folder / "crosswalk.yaml").write_text(f"schema: cxmaturity/crosswalk@1\ntitle: Ours\n{text}")


def test_the_stage_of_a_sweep_may_stand_beside_others(tmp_path: Path, cx: Cx) -> None:
    own_crosswalk(tmp_path, "equivalents:\n  - {says: Nearly all., at: [moments@4, ladder@loyalty]}\n")
    shown = cx("show", "--crosswalk", "--format", "md", "--questionnaires", tmp_path)
    assert "| – | Loyalty | 4 of 5 | Nearly all. |" in shown.out
    ran = cx("report", *TELECOM, "--format", "md", "--questionnaires", tmp_path)
    assert "| – | Loyalty | 4 of 5 | Nearly all. |" in ran.out


def test_a_fact_is_shown_for_its_own_questionnaires_whatever_its_id(tmp_path: Path, cx: Cx) -> None:
    """Two crosswalks may give one id to different facts."""
    marks = "[digital/agent.context@loyalty, organisational/insight.analytics@align]"
    own_crosswalk(
        tmp_path,
        "facts:\n  - {id: bill-notices, title: Ours, fact: One., evidence: A log., levels: "
        f"[{{says: So., at: {marks}}}]}}\n",
    )
    shown = cx("show", "digital", "--crosswalk", "--format", "md", "--questionnaires", tmp_path).out
    assert "### Ours" in shown
    assert "### News of bills" not in shown


def test_markdown_parts_the_answers_that_rest_on_a_fact(cx: Cx) -> None:
    text = cx("report", *TELECOM, "--format", "md").out
    assert re.search(r"^- \[Shared customer insight\]\([^)]+\): Retention$", text, re.MULTILINE)


def test_several_files_of_one_questionnaire_are_told_apart(contradicting: tuple[Path, Path], cx: Cx) -> None:
    ladder, effort = contradicting
    second = effort.with_name("second.yaml")
    second.write_text(effort.read_text())
    text = cx("report", ladder, effort, second, "--format", "md").out
    for file in ("effort.yaml", "second.yaml"):
        title = f"Low-effort journeys, five points ({file})"
        assert re.search(rf"^\| \[{re.escape(title)}\]\([^)]+\) \(how hard journeys are\) \|", text, re.MULTILINE)
        assert f"\n## {title}\n" in text
        assert re.search(rf"\[{re.escape(title)}, Outage notices\]\([^)]+\): \*\*Absent\*\*", text)
    assert "(where its customers stand) |" in text


def test_explain_shows_grip_and_slip(cx: Cx) -> None:
    ladder = next(path for path in TELECOM if path.stem.endswith("ladder"))
    assert (
        "grip = share(loyalty, loyalty) = 100/3, slip = 100 - 100/3 = 200/3\n"
        in cx("explain", ladder, "loyalty", "--trace").out
    )
    assert "grip" not in cx("explain", ladder, "platform", "--trace").out
