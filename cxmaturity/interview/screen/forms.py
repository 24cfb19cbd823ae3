"""The forms of the full screen: evidence for an answer, and whose assessment of which day it is."""

import datetime
from collections.abc import Callable, Sequence
from typing import ClassVar, Literal, TypeVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Select, Static

from cxmaturity.domain.answers import Answers, Evidence, Respondent, Target, is_valid
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.interview.screen.dialogs import Dialog
from cxmaturity.interview.screen.list import Entry, PickList
from cxmaturity.interview.screen.words import Clean, flat

Value = TypeVar("Value", str, int)

LISTED = 8
"""How many pieces of evidence are seen at once."""
LEVELS = ("leader", "manager", "front line")
NOT_A_DATE = "is no date: write it as 2026-11-22, year, month and day."


def day(text: str) -> datetime.date | None:
    """The day that a text says, None where it is empty; ValueError where it says none."""
    text = text.strip()
    if not text:
        return None
    said = datetime.date.fromisoformat(text)
    if said.isoformat() != text:  # the library also reads weeks and dates without hyphens
        raise ValueError(text)
    return said


class EvidenceForm(Dialog[bool]):
    """The evidence of an answer: what there is, and a form for more. Every change is saved at once."""

    DEFAULT_CSS = """
    EvidenceForm Horizontal { height: 1; }
    EvidenceForm Horizontal Static { width: 12; color: $text-primary; }
    EvidenceForm Horizontal Input { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete,backspace", "remove", show=False)]
    KEYS = (
        ("Enter add", "add"),
        ("Tab next field", ""),
        ("Shift+Tab, Delete remove", "remove"),
        ("Esc close", "close"),
    )

    def __init__(
        self,
        title: str,
        evidence: Callable[[], tuple[Evidence, ...]],
        save: Callable[[tuple[Evidence, ...]], bool],
        valid: Callable[[Evidence], str],
        clean: Clean,
    ) -> None:
        """`valid` says in a few words whether a piece counts."""
        super().__init__(title)
        self.evidence, self.save, self.valid, self.clean = evidence, save, valid, clean

    def content(self) -> ComposeResult:
        """The list and the three fields of a new piece."""
        yield PickList()
        for name, label, hint in (
            ("what", "What", "such as: call-back report"),
            ("date", "Date", "2026-09-30, or empty"),
            ("ref", "Reference", "where it lies: an address, a file; or empty"),
        ):
            with Horizontal():
                yield Static(label, markup=False)
                yield Input(placeholder=hint, id=name, compact=True)

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()

    def _entry(self, piece: Evidence) -> Entry:
        date = "no date" if piece.date is None else piece.date.isoformat()
        parts = (date, piece.what, piece.ref)
        return Entry(" · ".join(flat(self.clean, part) for part in parts if part), aside=self.valid(piece))

    def _show(self) -> None:
        picks, entries = self.query_one(PickList), [self._entry(piece) for piece in self.evidence()]
        picks.styles.height = min(len(entries), LISTED)
        picks.set_entries(entries)

    def on_input_submitted(self) -> None:
        """Enter adds it."""
        self.action_add()

    def action_add(self) -> None:
        """Add the piece that was typed."""
        what, date, ref = (self.query_one(f"#{name}", Input) for name in ("what", "date", "ref"))
        if not what.value.strip():
            self.say("Say what it is first.")
            what.focus()
            return
        try:
            piece = Evidence(what.value.strip(), day(date.value), ref.value.strip())
        except ValueError:
            self.say(f"“{date.value.strip()}” {NOT_A_DATE}")
            date.focus()
            return
        if self.save((*self.evidence(), piece)):
            for field in (what, date, ref):
                field.value = ""
            self.say("")
            self._show()
            what.focus()

    def action_remove(self) -> None:
        """Remove the piece at the cursor of the list."""
        picks, evidence = self.query_one(PickList), self.evidence()
        at = picks.cursor
        if 0 <= at < len(evidence) and self.save((*evidence[:at], *evidence[at + 1 :])):
            self._show()


def counts_as(answers: Answers, questionnaire: Questionnaire) -> Callable[[Evidence], str]:
    """A function that says in a few words whether a piece of evidence counts."""
    months = questionnaire.scoring.evidence_months

    def say(piece: Evidence) -> str:
        if piece.date is None:
            return "undated, does not count"
        if is_valid(piece, answers.date, months):
            return "counts"
        return "after the assessment" if piece.date > answers.date else f"over {months} months old"

    return say


Who = tuple[str, datetime.date, Respondent, Target]
"""What `Session.who` takes: the organisation, the date, the respondent and the target."""


class WhoForm(Dialog[bool]):
    """Whose assessment it is, of which day, and where it aims. Only the date is needed."""

    DEFAULT_CSS = """
    WhoForm Horizontal { height: 1; margin-bottom: 1; }
    WhoForm Horizontal Static { width: 16; color: $text-primary; }
    WhoForm Horizontal Input { width: 1fr; }
    WhoForm Select { width: 1fr; }
    WhoForm SelectCurrent { background: $background; }
    WhoForm Select:focus SelectCurrent { background: $primary-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]
    KEYS = (("Enter or Ctrl+S save", "save"), ("Tab next field", ""), ("Esc not now", "close"))

    def __init__(
        self, questionnaire: Questionnaire, answers: Answers, save: Callable[[Who], bool], clean: Clean
    ) -> None:
        super().__init__("Who and when")
        self.questionnaire, self.answers, self.save, self.clean = questionnaire, answers, save, clean
        who, by = answers.respondent, answers.target.by
        self.held = {
            "organisation": answers.organisation,
            "date": answers.date.isoformat(),
            "role": who.role,
            "function": who.function,
            "by": "" if by is None else by.isoformat(),
        }
        self.shown = {name: flat(clean, text) for name, text in self.held.items()}

    def content(self) -> ComposeResult:
        """The fields."""
        level, stage = self.answers.respondent.level, self.answers.target.stage
        levels = dict.fromkeys(filter(None, (*LEVELS, level)))
        yield Static("Only the date is needed. Nobody's name is asked for.\n", classes="label", markup=False)
        yield self._line("organisation", "Organisation", "may stay empty")
        yield self._line("date", "Date", "2026-11-22: year, month, day")
        yield self._line("role", "Your role", "such as Head of CX; may stay empty")
        yield self._choice("level", "Your level", [(flat(self.clean, one), one) for one in levels], level or None)
        yield self._line("function", "Your function", "such as marketing; may stay empty")
        yield self._choice("stage", "Target stage", stages(self.questionnaire, self.clean), stage)
        yield self._line("by", "Target date", "the day by which to be there; may stay empty")

    def _line(self, name: str, label: str, hint: str) -> Horizontal:
        field = Input(self.shown[name], placeholder=hint, id=name, compact=True)
        return Horizontal(Static(label, markup=False), field)

    def _choice(self, name: str, label: str, choices: Sequence[tuple[str, Value]], value: Value | None) -> Horizontal:
        prompts = [(Content(prompt), chosen) for prompt, chosen in choices]
        given = Select.NULL if value is None else value
        field = Select(prompts, prompt="none", value=given, id=name, compact=True)
        return Horizontal(Static(label, markup=False), field)

    def on_input_submitted(self) -> None:
        """Enter in a line saves the form."""
        self.action_save()

    def action_save(self) -> None:
        """Save it all, if the dates are dates."""
        date, by = self._day("date"), self._day("by")
        if date is None or by is None:
            return
        if date == "":
            self._wrong("date", "The date is needed: it decides which evidence counts.")
            return
        level, stage = (self.query_one(f"#{name}", Select).value for name in ("level", "stage"))
        who = Respondent(self._text("role"), level if isinstance(level, str) else "", self._text("function"))
        aim = replace(self.answers.target, stage=stage if isinstance(stage, int) else None, by=by or None)
        if self.save((self._text("organisation"), date, who, aim)):
            self.dismiss(True)

    def _text(self, name: str) -> str:
        typed = self.query_one(f"#{name}", Input).value
        # what was not touched stays as the file has it, also where only a part of it can be shown
        return self.held[name] if typed == self.shown[name] else typed.strip()

    def _day(self, name: str) -> datetime.date | Literal[""] | None:
        """The day in a field, an empty text where it is empty, None where it is no date and that has been said."""
        typed = self.query_one(f"#{name}", Input).value
        try:
            return day(typed) or ""
        except ValueError:
            self._wrong(name, f"“{typed.strip()}” {NOT_A_DATE}")
            return None

    def _wrong(self, name: str, error: str) -> None:
        self.say(error)
        self.query_one(f"#{name}", Input).focus()


def stages(questionnaire: Questionnaire, clean: Clean) -> list[tuple[str, int]]:
    """The stages that can be aimed at, by name, with their ranks."""
    every = rule_of(questionnaire).stages(questionnaire, len(questionnaire.dimensions))
    return [(flat(clean, stage.name), stage.rank) for stage in every]
