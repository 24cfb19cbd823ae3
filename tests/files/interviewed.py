"""An interview that answers at random, and what stands where in the file that it leaves."""

import datetime
import itertools
import random
import re
from collections.abc import Callable

import yaml

from cxmaturity.domain.answers import MISSING, Answers, Evidence, Respondent, Target
from cxmaturity.domain.model import Practice
from cxmaturity.interview.session import Session

TEXTS = (
    *("a note", "- dash", "with: colon # hash", "two\nlines", "'single' \"double\"", "#x", "null", "true", "NO", "~"),
    *("3", "0x1F", "12:30", "2026-01-31", "=", "<<", "!tag", "&anchor", "*alias", "%YAML", "@x", "`", "? x", "| y"),
    *("\N{WAVING HAND SIGN} emoji", "שלום", "\N{RIGHT-TO-LEFT OVERRIDE}turned", "bell \a", "tab\there", "---", "..."),
)


def skeleton(text: str) -> list[str]:
    """Every comment, top-level key and practice of a file in their order, found without the code under test."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    tokens = list(yaml.scan(text))
    masked = list(text)
    found: list[tuple[int, str]] = []
    for token, following in itertools.pairwise(tokens):
        if isinstance(token, yaml.ScalarToken):
            inside = range(token.start_mark.index, token.end_mark.index)
            masked[inside.start : inside.stop] = ["\n" if text[i] == "\n" else "x" for i in inside]
        if isinstance(token, yaml.KeyToken) and isinstance(following, yaml.ScalarToken):
            mark = following.start_mark
            if mark.column == 0 or (mark.column == 2 and "." in following.value):
                found.append((mark.index, following.value))
    comments = re.finditer("#.*", "".join(masked))
    found += [(one.start(), text[one.start() : one.end()]) for one in comments]
    return [what for _, what in sorted(found)]


def kept(before: str, after: str) -> bool:
    """Whether all comments and keys of one text stand in another, in the same order."""
    old = skeleton(before)
    return [what for what in skeleton(after) if what in set(old)] == old


def said(answers: Answers) -> object:
    """What answers say, without where they were read."""
    given = {id_: one for id_, one in answers.answers.items() if one != MISSING}
    return (answers.organisation, answers.date, answers.respondent, answers.target, given)


def change(chance: random.Random, session: Session, practice: Practice) -> None:
    """Change one answer in some way."""
    ranks = [option.rank for option in practice.options]
    evidence = session.answer(practice).evidence
    day = chance.choice([None, datetime.date(2026, 1, 31)])
    piece = Evidence(chance.choice(TEXTS), day, chance.choice(["", *TEXTS]))
    ways: list[Callable[[], None]] = [
        lambda: session.choose(practice, chance.choice(ranks)),
        lambda: session.between(practice, *chance.sample(ranks, 2)),
        lambda: session.dont_know(practice),
        lambda: session.clear(practice),
        lambda: session.note(practice, chance.choice(TEXTS)),
        lambda: session.note(practice, ""),
        lambda: session.evidence(practice, (*evidence, piece)),
        lambda: session.evidence(practice, (piece, *evidence[1:])),
        lambda: session.evidence(practice, evidence[1:]),
        lambda: session.evidence(practice, evidence[:-1]),
        lambda: session.evidence(practice, ()),
    ]
    if practice.na:
        ways.append(lambda: session.not_applicable(practice, chance.choice(TEXTS)))
    chance.choice(ways)()


def introduce(chance: random.Random, session: Session) -> None:
    """Say something of who and when."""
    stages = [None, *(option.rank for option in session.practices[0].options)]
    by = chance.choice([None, datetime.date(2027, 12, 31)])
    target = Target(chance.choice(stages), by, session.answers.target.dimensions)
    who = Respondent(*(chance.choice(["", *TEXTS]) for _ in range(3)))
    session.who(chance.choice(["", *TEXTS]), datetime.date(2026, 11, chance.randint(1, 30)), who)
    session.aim(target)
