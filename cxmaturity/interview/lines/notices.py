"""What the line mode says on request, and how it finds a question: nothing here changes an answer."""

from cxmaturity.domain.glossary import answering, glossary
from cxmaturity.domain.model import Practice
from cxmaturity.interview.lines.prompts import Talk, short
from cxmaturity.interview.lines.words import HELP, listed_words, review_words
from cxmaturity.interview.search import Hit, excerpt, search
from cxmaturity.interview.session import Describe, Session

MOST_FOUND = 20
LONGEST_HIT = 120
"""How many characters of the text are said in which words were found."""


def tell_keys(talk: Talk, session: Session) -> None:
    """All keys, and what the words mean that questions and results use."""
    talk.say("How to answer", strong=True)
    talk.say(answering(session.questionnaire))
    for line in HELP:
        talk.say(line, strong=": " not in line)
    talk.say("Words", strong=True)
    for term in glossary(session.questionnaire):
        talk.say(f"{term.term}: {term.means}")


def tell_help(talk: Talk, practice: Practice) -> None:
    """What helps to answer a question, and where it comes from."""
    talk.say(practice.help or "There is no further help for this question.")
    if practice.source:
        talk.say(f"Source: {practice.source}")


def tell_standing(talk: Talk, session: Session, describe: Describe) -> None:
    """Where the stage stands, how far the next one is, and what holds it back."""
    if session.blind:
        talk.say("The stage is hidden until the end, so that the options' wording decides.")
        return
    standing = describe(session.assessment)
    for line in filter(None, (standing.stage, standing.way)):
        talk.say(line)
    if standing.holds_back:
        talk.say("What holds the next stage back:", strong=True)
    for line in standing.holds_back:
        talk.say(line)


def tell_list(talk: Talk, session: Session) -> None:
    """Every practice with its mark in words, by dimension."""
    first = {group.dimension.practices[0].id: group for group in session.progress}
    for practice in session.practices:
        if group := first.get(practice.id):
            talk.pause()
            talk.say(f"{group.dimension.name}, {group.done} of {group.of} done", strong=True)
        here = " (you are here)" if practice == session.position else ""
        talk.say(listed_words(session, practice) + here)


def tell_review(talk: Talk, session: Session) -> None:
    """How many practices stand at each mark, the open ones by name, and the answers that rest on what does not hold."""
    talk.pause()
    talk.say("Review", strong=True)
    for line in review_words(session):
        talk.say(line)
    if session.unsupported:
        talk.say("What does not fit together:")
    for line in session.unsupported:
        talk.say(line)


def find(talk: Talk, session: Session, text: str) -> Practice | None:
    """The practice of an id, of a number, or that alone holds some words; of several the user chooses."""
    text = text or talk.hear("Go to which question: id, number or words (Enter to stay)?")
    while text:
        hits = _hits(session, text)
        if len(hits) == 1:
            return hits[0].practice
        for hit in hits[:MOST_FOUND]:
            talk.say(listed_words(session, hit.practice))
            talk.say(short(excerpt(hit.text, text), LONGEST_HIT), lead="" if hit.rank is None else f"{hit.rank}.")
        more = f"; the first {MOST_FOUND} are listed" if len(hits) > MOST_FOUND else ""
        talk.say(f"{len(hits) or 'No'} questions match “{short(text)}”{more}.")
        text = talk.hear("Number, or more words (Enter to stay):")
    return None


def _hits(session: Session, text: str) -> tuple[Hit, ...]:
    named = tuple(Hit(p, "") for i, p in enumerate(session.practices, 1) if text.lower() in {p.id, str(i)})
    return named or search(session.practices, text)
