"""What a form asks, made once for every target: the rule, who answers, and each practice with its options.

A form asks for a role, a level and a function, and for nothing that names a person.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from cxmaturity.domain.codes import (
    BESIDE_OPTIONS,
    DONT_KNOW,
    LEVELS,
    NOT_APPLICABLE,
    Part,
    codes_of,
    short_codes_of,
    titled,
)
from cxmaturity.domain.glossary import answering
from cxmaturity.domain.language import say
from cxmaturity.domain.length import length_words
from cxmaturity.domain.model import Dimension, Practice, Questionnaire
from cxmaturity.reports.sanitise import one_line

BECAUSE_ASKED = "If this does not apply to you: why?"
NOTE_ASKED = "Note, if you like: what shows it?"


class Choice(Struct, frozen=True):
    """Something to choose: what files hold for it, and its text for people.

    `rank` is that of an option, None beside the options; `name` is its point's where the form shows names, else empty.
    """

    value: str
    text: str
    rank: int | None = None
    name: str = ""


class Code(Struct, frozen=True):
    """What a field is called: in most tools, and where there is room for few letters and digits only."""

    long: str
    short: str


class Asked(Struct, frozen=True):
    """Something asked of who answers. `kind` is "choice" where `choices` are all there is, else it is free text."""

    code: Code
    title: str
    kind: Literal["choice", "text"]
    choices: tuple[Choice, ...] = ()


class Question(Struct, frozen=True):
    """A practice as it is asked: `options` in the order of the scale, `beside` what is no option."""

    number: int
    practice: str
    title: str
    question: str
    help: str
    options: tuple[Choice, ...]
    beside: tuple[Choice, ...]
    code: Code
    note: Code
    because: Code

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Everything of which one can be chosen."""
        return (*self.options, *self.beside)

    @property
    def na(self) -> bool:
        """Whether it may be answered that the practice does not apply, with a reason."""
        return any(choice.value == NOT_APPLICABLE for choice in self.beside)

    @property
    def heading(self) -> str:
        """Its title and its question on one line, the way it stands over the options."""
        return say("{title}: {question}", title=self.title, question=self.question)

    def coded(self, code: Code, title: str = "") -> str:
        """A title, its heading where none is given, that says the code of a field, for tools that keep no codes."""
        return titled(title or self.heading, code.long)


class Group(Struct, frozen=True):
    """A dimension with practices of its own; `name` says those around it too: "Service: People"."""

    id: str
    name: str
    about: str
    questions: tuple[Question, ...]


class Form(Struct, frozen=True):
    """A questionnaire as it is handed out.

    `rule` is the rule for answering, `before` what else is read before the first question, and `organisation` what
    answers files say it is, empty where they leave it out. All text is on one line, and nothing in it acts.
    """

    questionnaire: Questionnaire
    title: str
    organisation: str
    rule: str
    before: tuple[str, ...]
    about: tuple[Asked, ...]
    groups: tuple[Group, ...]

    @property
    def reference(self) -> str:
        """The questionnaire as answers files name it: `digital@2`."""
        return f"{self.questionnaire.id}@{self.questionnaire.version}"

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in their order."""
        return tuple(question for group in self.groups for question in group.questions)


def form_of(questionnaire: Questionnaire, organisation: str = "", *, names: bool = False) -> Form:
    """The form of a questionnaire; with `names` its options have the names of their points."""
    questions = {question.practice: question for question in _questions(questionnaire, names=names)}
    groups = _groups(questionnaire.dimensions, questions, ())
    before = (
        length_words(questionnaire),
        say("If you do not know, say so: that is an answer, and a guess is not."),
        say("You are asked for your role, your level and your function, and for nothing that says who you are."),
    )
    return Form(
        questionnaire,
        one_line(questionnaire.title),
        one_line(organisation),
        one_line(answering(questionnaire)),
        tuple(map(one_line, before)),
        _about(),
        tuple(groups),
    )


def _about() -> tuple[Asked, ...]:
    levels = tuple(Choice(id_, say(text)) for id_, text in LEVELS.items())
    titles = {
        "role": say("Your role, such as head of service; not your name"),
        "level": say("Your level"),
        "function": say("Your function, such as marketing"),
    }
    return (
        Asked(Code("role", "role"), titles["role"], "text"),
        Asked(Code("level", "level"), titles["level"], "choice", levels),
        Asked(Code("function", "function"), titles["function"], "text"),
    )


def _questions(questionnaire: Questionnaire, *, names: bool) -> Iterator[Question]:
    def code(practice: Practice, part: Part) -> Code:
        return Code(long[part][practice.id], short[part][practice.id])

    parts: tuple[Part, ...] = ("answer", "note", "because")
    long = {part: codes_of(questionnaire, part) for part in parts}
    short = {part: short_codes_of(questionnaire, part) for part in parts}
    for number, practice in enumerate(questionnaire.practices.values(), 1):
        yield Question(
            number,
            practice.id,
            one_line(practice.title),
            one_line(practice.question),
            one_line(practice.help),
            _options(questionnaire, practice, names=names),
            tuple(Choice(value, say(BESIDE_OPTIONS[value])) for value in _beside(practice)),
            code(practice, "answer"),
            code(practice, "note"),
            code(practice, "because"),
        )


def _options(questionnaire: Questionnaire, practice: Practice, *, names: bool) -> tuple[Choice, ...]:
    points = [questionnaire.point(option.rank) for option in practice.options]
    return tuple(
        Choice(point.id, one_line(option.text), option.rank, one_line(point.name) if names else "")
        for option, point in zip(practice.options, points, strict=True)
    )


def _beside(practice: Practice) -> tuple[str, ...]:
    return (DONT_KNOW, NOT_APPLICABLE) if practice.na else (DONT_KNOW,)


def _groups(
    dimensions: tuple[Dimension, ...], questions: dict[str, Question], around: tuple[str, ...]
) -> Iterator[Group]:
    for dimension in dimensions:
        path = (*around, one_line(dimension.name))
        own = tuple(questions[practice.id] for practice in dimension.practices)
        if own:
            yield Group(dimension.id, ": ".join(path), one_line(dimension.about), own)
        yield from _groups(dimension.dimensions, questions, path)
