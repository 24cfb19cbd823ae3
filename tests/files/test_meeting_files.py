"""What a meeting writes comes back as it was said, whatever was typed: a reason that changes is another reason."""

import datetime
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.answers import Answers
from cxmaturity.files.answers.editing import AnswersFile, open_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.interview.consensus.meeting import Item, Meeting
from cxmaturity.interview.consensus.words import dissent_typed
from tests.cli.running import head
from tests.files.interviewed import TEXTS

CATALOGUE = Catalogue()
DAY = datetime.date(2026, 11, 22)
TYPED = st.one_of(st.sampled_from(TEXTS), st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
REASONS = TYPED.filter(lambda text: text.strip())
FILE = (
    f"{head('digital')}team: {{respondents: 9, levels: {{leader: 9}}}}\nanswers:\n"
    "  agent.channels: # mine\n    is: [satisfaction, loyalty]\n    votes: {satisfaction: 4, loyalty: 5}\n"
)


def opened(folder: str) -> AnswersFile:
    path = Path(folder) / "f.yaml"
    if not path.exists():
        path.write_text(FILE)
    return open_answers(path, None, CATALOGUE, DAY)


def said(answers: Answers) -> Answers:
    return replace(answers, file="", sha256="")


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.dictionaries(st.integers(0, 4), st.integers(0, 20)),
    st.sampled_from([(), (1,), (4,), (2, 3)]),
    REASONS,
    st.lists(TYPED, max_size=3),
)
def test_what_was_typed_in_a_meeting_is_what_the_file_says(
    hands: dict[int, int], ranks: tuple[int, ...], because: str, dissent: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = opened(folder)
        practice = file.questionnaire.practices["agent.channels"]
        meeting = Meeting(file.questionnaire, file.answers, file.save, [Item(practice)])
        meeting.vote(hands)
        meeting.agree(ranks, because, [dissent_typed(one) for one in dissent])
        again = opened(folder).answers
        assert said(again) == said(meeting.answers)
        answer = again.of(practice.id)
        assert answer.agreed is not None
        assert (answer.agreed.because, answer.agreed.was) == (because.strip(), (1, 3))
        assert answer.hands == {rank: count for rank, count in hands.items() if count}
        assert answer.votes is not None
        assert answer.votes.counts == {1: 4, 3: 5}
        assert "# mine\n" in (Path(folder) / "f.yaml").read_text()
        while meeting.undo():
            pass
        assert said(opened(folder).answers) == said(file.answers) == said(meeting.answers)
        assert "agreed" not in (Path(folder) / "f.yaml").read_text()
