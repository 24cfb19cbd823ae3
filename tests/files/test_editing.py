"""The answers file of an interview: what a person wrote stays, what is answered arrives, a failure changes nothing."""

import datetime
import os
import random
import resource
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.domain.answers import Agreed, Answer, Dissent, Evidence, Respondent
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files import writing
from cxmaturity.files.answers import editing
from cxmaturity.files.answers.editing import AnswersFile, open_answers
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue, data_folder
from cxmaturity.files.writing import NotWrittenError
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import read_tree
from cxmaturity.interview.session import Session
from cxmaturity.reports.formats.form import answers_form
from tests.cli.running import EXAMPLES, head
from tests.files.interviewed import change, introduce, kept, said

CATALOGUE = Catalogue()
DAY = datetime.date(2026, 11, 22)
HEAD = "schema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: 2026-11-22\n"
HARD = """\
%YAML 1.1
# before the document

---
# top
schema: cxmaturity/answers@1 # behind a key
questionnaire: digital@2
date: 2026-11-22
organisation: >-
  on two
  lines
plan: # behind plan
  staff: 4200 # behind staff
owners: {Head of Data: Chef for Data} # behind owners
# before what is explained
explained: # behind explained
  - rule: real-time-on-fragments # behind the rule
    # inside it
    because: 0x1F
# before who
respondent:
  # inside who
  role: yes # behind role
  # after role
answers: # behind answers
  # first
  agent.channels: # nothing yet
  agent.context: # behind the practice
    # inside it
    is: dk # behind is
    because: NULL # behind because
    # after because
    note: 0x1F
    # end of the practice
  agent.guidance:
    evidence: # behind evidence
      # before the first
      - what: 1_000 # behind what
        # before ref
        ref: 12:30:00
      # between both
      - {what: 2026-11-22 10:00:00, date: 2026-01-01, ref: .5} # behind the second
      # end of the list
    # end of guidance

  self-service.coverage: {is: [satisfaction, retention],
    note: true} # behind one line
  self-service.hand-over:
    note: | # behind the bar
      kept

      as it is
    # after the text
    is:
      # in the list
      - satisfaction # low
      - retention # high
  # between practices
  self-service.completion: "1"   # in quotes
  analytics.sharing: '2'
# the end
"""


def form(questionnaire: str) -> str:
    """What `new` makes, with the date filled in."""
    found = CATALOGUE.find(questionnaire)
    assert found is not None
    text = answers_form(found, data_folder("templates"))
    return text.replace("\ndate:", "\ndate: 2026-11-22 ", 1)


def session_of(file: AnswersFile) -> Session:
    return Session(file.questionnaire, file.answers, file.save)


def opened(path: Path, wanted: str | None = None) -> tuple[AnswersFile, Session]:
    file = open_answers(path, wanted, CATALOGUE, DAY)
    return file, session_of(file)


def read(path: Path) -> object:
    """What the ordinary loader reads."""
    source = read_source(str(path))
    return said(read_answers(read_tree(source), source.sha256, CATALOGUE).answers)


@pytest.mark.fast
def test_a_fresh_file_is_written_by_the_first_answer(tmp_path: Path) -> None:
    path = tmp_path / "fresh.yaml"
    file, session = opened(path, "digital")
    assert not file.begun
    assert not path.exists()
    session.choose(session.practices[0], 3)
    session.note(session.practices[1], "2026")
    session.who("Northwind", DAY, Respondent("Head of CX"))
    assert path.read_text() == (
        "schema: cxmaturity/answers@1\nquestionnaire: digital@2\norganisation: Northwind\ndate: 2026-11-22\n"
        "respondent:\n  role: Head of CX\nanswers:\n  agent.channels: loyalty\n  agent.context:\n"
        "    note: >-\n      2026\n"
    )
    assert read(path) == said(session.answers)


@pytest.mark.parametrize("questionnaire", ["digital", "organisational"])
@pytest.mark.parametrize("seed", range(3))
def test_the_form_that_new_makes_keeps_its_comments(questionnaire: str, seed: int, tmp_path: Path) -> None:
    path, text, chance = tmp_path / "form.yaml", form(questionnaire), random.Random(seed)
    path.write_text(text)
    _, session = opened(path)
    introduce(chance, session)
    for practice in session.practices:
        change(chance, session, practice)
        change(chance, session, practice)
    assert kept(text, path.read_text())  # with its own comment above each practice
    assert read(path) == said(session.answers)


@pytest.mark.parametrize("source", [*EXAMPLES, "hard"], ids=lambda source: Path(source).stem)
@pytest.mark.parametrize("shape", ["plain", "bom", "crlf"])
@pytest.mark.parametrize("seed", range(2))
def test_what_a_person_wrote_stays(source: Path | str, shape: str, seed: int, tmp_path: Path) -> None:
    text = source.read_text() if isinstance(source, Path) else HARD
    path, chance = tmp_path / "answers.yaml", random.Random(seed)
    data = ("\ufeff" if shape == "bom" else "") + text.replace("\n", "\r\n" if shape == "crlf" else "\n")
    path.write_bytes(data.encode())
    _, session = opened(path)
    for i in range(10):
        change(chance, session, chance.choice(session.practices))
        assert kept(text, path.read_bytes().decode())
        assert read(path) == said(session.answers)
        if i == 5:  # also what this program wrote is opened again
            file, session = opened(path)
            assert said(file.answers) == read(path)
    written = path.read_bytes()
    assert written.startswith("\ufeff".encode()) == (shape == "bom")
    assert written.count(b"\r\n") == (written.count(b"\n") if shape == "crlf" else 0)
    assert b"\r\r" not in written


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_only_the_answer_that_changes_is_touched(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text(path.read_text())
    _, session = opened(copy)
    last = next(practice for practice in reversed(session.practices) if practice.id in session.answers.answers)
    session.note(last, "changed")
    before, after = path.read_text().splitlines(), copy.read_text().splitlines()
    at = next(i for i, line in enumerate(before) if line.startswith(f"  {last.id}:"))
    assert [" ".join(line.split()) for line in after[:at]] == [" ".join(line.split()) for line in before[:at]]


TEXT = st.one_of(
    st.text(max_size=60),
    st.text("-:#'\"?|>%@`!&*[]{},~= \n\t\\ax\x00\x07\x1b\x85\xa0\u2028\ufeff\N{WAVING HAND SIGN}ש", max_size=30),
).map(str.strip)


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(*[TEXT] * 4)
@example("note: # 'x'", '- "because"', "#what", "? organisation")
@example("x" * 10_000, "two words " * 1_000 + "x", "a\n" * 5_000 + "b", "👍🏽" * 2_000)
@example("\N{RIGHT-TO-LEFT OVERRIDE}abc", "שלום", "\N{WAVING HAND SIGN}", "\x00\x1b[31m")
@example("\r\n\r", "...", "---", "null")
def test_any_text_survives(tmp_path: Path, note: str, because: str, what: str, organisation: str) -> None:
    path = tmp_path / "answers.yaml"
    text = head("organisational") + "answers:\n  strategy.intent: dk # behind\n"
    path.write_text(text)
    _, session = opened(path)
    first = session.practices[0]
    may = next(practice for practice in session.practices if practice.na)
    session.note(first, note)
    if because:
        session.not_applicable(may, because)
    if what:
        session.evidence(first, (Evidence(what, DAY, note), Evidence(what, None, organisation)))
    session.who(organisation, DAY, Respondent(note, what, because))
    assert read(path) == said(session.answers)
    assert kept(text, path.read_text())
    assert said(opened(path)[0].answers) == said(session.answers)


def test_an_empty_answer_is_none(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(f"{HEAD}answers:\n  agent.channels:\n    is: loyalty # behind\n  agent.context: {{}}\n")
    _, session = opened(path)
    session.clear(session.practices[0])
    assert "# behind" in path.read_text()
    assert said(opened(path)[0].answers) == said(session.answers)


def test_a_file_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(
        '{"schema": "cxmaturity/answers@1", "questionnaire": "digital@2", "date": "2026-11-22",'
        ' "answers": {"agent.channels": 2, "agent.context": {"is": [1, 2], "evidence": [{"what": "x"}]}}}'
    )
    _, session = opened(path)
    for seed in range(15):
        change(random.Random(seed), session, session.practices[seed % 5])
    introduce(random.Random(1), session)
    assert read(path) == said(session.answers)


@pytest.mark.parametrize("existing", [True, False])
def test_a_change_by_another_program_is_not_overwritten(existing: bool, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    if existing:
        path.write_text(f"{HEAD}answers:\n  agent.channels: dk\n")
    _, session = opened(path, "digital")
    if existing:
        session.choose(session.practices[0], 2)
    path.write_text("theirs")
    before = session.answers
    with pytest.raises(NotWrittenError, match="was changed by another program and was left as it is"):
        session.choose(session.practices[1], 2)
    assert path.read_text() == "theirs"
    assert session.answers is before


def test_a_file_that_was_deleted_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    _, session = opened(path, "digital")
    session.choose(session.practices[0], 2)
    path.unlink()
    session.choose(session.practices[1], 3)
    assert read(path) == said(session.answers)


def test_another_questionnaire(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(HEAD)
    with pytest.raises(NotWrittenError, match="answers the questionnaire digital, not organisational, and was left"):
        open_answers(path, "organisational", CATALOGUE, DAY)
    assert path.read_text() == HEAD


@pytest.mark.parametrize(
    ("reference", "told"), [("digital@9999", "is version"), ("digitall@1", "did you mean digital"), ("x", "such as")]
)
def test_another_version(reference: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    text = HEAD.replace("digital@2", reference)
    path.write_text(text)
    with pytest.raises(ProblemsFoundError) as caught:
        open_answers(path, "digital", CATALOGUE, DAY)
    assert any(told in str(problem) for problem in caught.value.problems)
    assert path.read_text() == text


@pytest.mark.parametrize("place", ["fsync", "mkstemp", "folder"])
def test_a_failing_disk_changes_nothing(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "answers.yaml"
    path.write_text(HARD)
    file, session = opened(path)
    before = session.answers
    where = {"fsync": os, "mkstemp": tempfile, "folder": writing}[place]
    with monkeypatch.context() as patched:
        patched.setattr(where, {"folder": "_sync_folder"}.get(place, place), fail)
        with pytest.raises(NotWrittenError, match="can not be written: No space left on device"):
            session.evidence(session.practices[2], (Evidence("lost"),))
    assert session.answers is before
    assert said(file.answers) == said(before)
    if place != "folder":  # when the folder can not be synced the new file has its name already
        assert path.read_text() == HARD
    session.choose(session.practices[3], 4)
    assert read(path) == said(session.answers)
    assert "lost" not in path.read_text()
    assert kept(HARD, path.read_text())
    assert [one.name for one in tmp_path.iterdir()] == ["answers.yaml"]


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(HARD)
    _, session = opened(path)
    before, limits = session.answers, resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, limits[1]))
        with pytest.raises(NotWrittenError, match="can not be written: File too large"):
            session.note(session.practices[0], "long " * 1_000)
        assert (path.read_text(), session.answers) == (HARD, before)
        session.note(session.practices[0], "short")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert read(path) == said(session.answers)


def test_a_failure_leaves_the_document_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "answers.yaml"
    path.write_text(HARD)
    file, session = opened(path)
    monkeypatch.setattr(editing, "write_text", interrupt)
    for seed in range(12):
        chance = random.Random(seed)
        with pytest.raises(KeyboardInterrupt):
            session.note(chance.choice(session.practices), f"never written {seed}")
        assert file.answers.of("agent.channels") == Answer("missing")
    assert path.read_text() == HARD


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_form_without_a_date_is_prefilled_with_today(tmp_path: Path, line_end: str) -> None:
    path, today = tmp_path / "form.yaml", DAY
    form = answers_form(named_questionnaire("digital", CATALOGUE), data_folder("templates"))
    path.write_bytes(form.replace("\n", line_end).encode())
    file = open_answers(path, None, CATALOGUE, today)
    assert (file.begun, file.answers.date) == (False, today)
    assert path.read_bytes() == form.replace("\n", line_end).encode()
    session = Session(file.questionnaire, file.answers, file.save)
    session.choose(session.practices[0], 2)
    assert path.read_bytes().count(b"date: 2026-11-22 ") == 1
    again = open_answers(path, None, CATALOGUE, datetime.date(2027, 1, 1))
    assert again.begun
    assert again.answers == file.answers


def test_what_a_meeting_settles_is_written_and_read_again(tmp_path: Path) -> None:
    """Hands, the reason and the dissent are what a reader of the file asks for first: none may be lost or re-worded."""
    path = tmp_path / "f.yaml"
    path.write_text(
        f"{HEAD}answers:\n"
        "  agent.channels: {is: [retention, advocacy], note: 'a, b'} # mine\n"
        "  agent.context:\n    is: dk\n"
        "  agent.guidance:\n"
    )
    file = open_answers(path, None, CATALOGUE, DAY)
    range_ = Answer("answered", 2, 2, note="a, b", hands={2: 5, 1: 1, 0: 2})
    because = "it's so: # “yes”\nindeed"
    settled = {
        "agent.channels": replace(
            range_, agreed=Agreed(because, (Dissent("front line", "no: never"), Dissent("leader")), (2, 4))
        ),
        "agent.context": Answer("answered", 1, 1, agreed=Agreed("null", (), None)),
        "agent.guidance": Answer("dk", hands={0: 3}, agreed=Agreed("~", (), (1, 1))),
    }
    file.save(replace(file.answers, answers=settled))
    text = path.read_text()
    assert "hands: {satisfaction: 1, retention: 5, dk: 2}" in text
    assert "was: [retention, advocacy]" in text
    assert "# mine" in text
    again = open_answers(path, None, CATALOGUE, DAY)
    assert again.answers.answers == settled
    again.save(replace(again.answers, answers={"agent.channels": Answer("range", 2, 4, note="a, b")}))
    assert "agreed" not in path.read_text()
    assert "hands" not in path.read_text()
    assert open_answers(path, None, CATALOGUE, DAY).answers.of("agent.channels").low == 2
