"""What the page of a form says beside its questions. Its script puts numbers and names in; it says nothing itself."""

from msgspec import Struct

from cxmaturity.domain.language import say
from cxmaturity.reports.forms.content import BECAUSE_ASKED, NOTE_ASKED, Choice, Form, Question


class PageWords(Struct, frozen=True):
    """The fixed words of a page, by what they are for; `saved` has a place for the file's name."""

    about: str = say("About you")
    add: str = say("Add evidence")
    again: str = say("Start again")
    back: str = say("Back")
    because: str = say(BECAUSE_ASKED)
    between: str = say("Between this and a higher option?")
    clear: str = say("Take the answer back")
    copied: str = say("Copied. Paste it into a message to whoever gave you this page.")
    copy: str = say("Copy it instead")
    date: str = say("Its date")
    evidence: str = say("Evidence")
    file: str = say("What the file says")
    kept: str = say("What you answer is kept in this browser until you start again.")
    lost: str = say("This browser keeps nothing for this page: save your file before you close it.")
    more: str = say("Note and evidence")
    needed: str = say("The file can be saved when this is done:")
    next: str = say("Next")
    no_script: str = say("This page needs JavaScript to save answers. Print it and fill it in by hand instead.")
    not_copied: str = say("It could not be copied. Its text is marked below: copy it from there.")
    note: str = say(NOTE_ASKED)
    one: str = say("One question at a time")
    optional: str = say("Nothing here has to be filled in.")
    progress: str = say("Progress")
    ref: str = say("Where it lies, such as a link")
    remove: str = say("Remove this evidence")
    restored: str = say("Your earlier answers are back. To begin anew, choose Start again at the end.")
    review: str = say("Before you save")
    save: str = say("Save the answers file")
    saved: str = say("Saved as {file}. Send it to whoever gave you this page.", file="{file}")
    single: str = say("No")
    skip: str = say("Skip to the questions")
    sure: str = say("Remove all your answers from this page and from this browser?")
    turning: str = say("Questions")
    what: str = say("What shows it")
    # those that depend on the form
    evidence_rule: str = ""
    keys: str = ""
    written: str = ""


def page_words(form: Form) -> PageWords:
    """The words of the page of a form."""
    months = form.questionnaire.scoring.evidence_months
    return PageWords(evidence_rule=_evidence_rule(months), keys=_keys(form), written=_written(form))


def progress_words(form: Form) -> list[str]:
    """How many questions are answered, for every number there can be."""
    questions = len(form.questions)
    return [say("{n} of {all} answered", n=n, all=questions) for n in range(questions + 1)]


def open_words(form: Form) -> list[str]:
    """How many questions are not answered, for every number there can be."""
    some = "{n:Word} {n|question is|questions are} not answered. You can save all the same."
    every = say("Every question is answered.")
    return [every, *(say(some, n=n) for n in range(1, len(form.questions) + 1))]


def question_words(question: Question) -> dict[str, str]:
    """What a list says of a question: its name, and what it needs before the file can be saved."""
    return {
        "open": say("{number}. {title}", number=str(question.number), title=question.title),
        "because": say("{title}: say why it does not apply.", title=question.title),
        "what": say("{title}: say what the evidence is, or remove it.", title=question.title),
    }


def option_words(choice: Choice) -> str:
    """An option as the higher one of two between which an answer lies."""
    number = str(choice.rank)
    if choice.name:
        return say("Yes, between this and option {number}, {name}", number=number, name=choice.name)
    return say("Yes, between this and option {number}", number=number)


def place_words(question: Question, form: Form) -> str:
    """Where a question stands among all."""
    return say("Question {n} of {all}", n=question.number, all=len(form.questions))


def _evidence_rule(months: int) -> str:
    if months == 0:
        return say("Evidence counts where its date is the day on which you answer.")
    if months == 1:
        return say("Evidence counts where its date lies in the past month.")
    return say("Evidence counts where its date lies in the past {months} months.", months=months)


def _keys(form: Form) -> str:
    last = min(max(choice.rank or 0 for question in form.questions for choice in question.options), 9)
    if any(question.na for question in form.questions):
        return say(
            "Keys inside a question: 1 to {last} choose an option, d don't know, x does not apply, c takes the answer"
            " back, n opens the note, Enter goes on.",
            last=last,
        )
    return say(
        "Keys inside a question: 1 to {last} choose an option, d don't know, c takes the answer back, n opens the note,"
        " Enter goes on.",
        last=last,
    )


def _written(form: Form) -> str:
    if form.organisation:
        return say(
            "The file holds your answers with their notes and evidence, your role, level and function, the day, and"
            " the organisation, {organisation}. Nothing is sent: you hand the file on yourself.",
            organisation=form.organisation,
        )
    return say(
        "The file holds your answers with their notes and evidence, your role, level and function, and the day. Nothing"
        " is sent: you hand the file on yourself."
    )
