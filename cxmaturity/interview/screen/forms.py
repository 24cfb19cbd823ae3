"""The forms of the full screen: whose assessment of which day it is, and where it aims."""

import datetime
from collections.abc import Callable, Mapping
from typing import ClassVar, Literal

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Select, Static

from cxmaturity.domain.answers import Answers, Respondent, Target
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.interview.screen.days import NOT_A_DATE, day
from cxmaturity.interview.screen.dialogs import Dialog
from cxmaturity.interview.screen.list import PickList
from cxmaturity.interview.screen.rows import Entry
from cxmaturity.interview.screen.words import Clean, flat

LISTED = 10
"""How many stages are seen at once."""
LEVELS = ("leader", "manager", "front line")

Who = tuple[str, datetime.date, Respondent]
"""What `Session.who` takes: the organisation, the date and the respondent."""


class Form(Dialog[bool]):
    """Fields with their labels, saved together."""

    DEFAULT_CSS = """
    Form Horizontal { height: 1; margin-bottom: 1; }
    Form Horizontal Static { width: 16; color: $text-primary; }
    Form Horizontal Input { width: 1fr; }
    Form Select { width: 1fr; }
    Form SelectCurrent { background: $background; }
    Form Select:focus SelectCurrent { background: $primary-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    def __init__(self, title: str, held: Mapping[str, str], clean: Clean) -> None:
        """`held` are the texts of the lines as the file has them, by name."""
        super().__init__(title)
        self.clean, self.held = clean, held
        self.shown = {name: flat(clean, text) for name, text in held.items()}

    def line(self, name: str, label: str, hint: str) -> Horizontal:
        """A line to type in, with its label."""
        field = Input(self.shown[name], placeholder=hint, id=name, compact=True)
        return Horizontal(Static(label, markup=False), field)

    def unsaved(self) -> bool:
        """Whether a line holds what is not saved."""
        return any(self.query_one(f"#{name}", Input).value != text for name, text in self.shown.items())

    def on_input_submitted(self) -> None:
        """Enter in a line saves the form."""
        self.action_save()

    def action_save(self) -> None:
        """Save it all."""
        raise NotImplementedError

    def text(self, name: str) -> str:
        """What a line holds."""
        typed = self.query_one(f"#{name}", Input).value
        # what was not touched stays as the file has it, also where only a part of it can be shown
        return self.held[name] if typed == self.shown[name] else typed.strip()

    def day(self, name: str) -> datetime.date | Literal[""] | None:
        """The day in a line, an empty text where it is empty, None where it is no date and that has been said."""
        typed = self.query_one(f"#{name}", Input).value
        try:
            return day(typed) or ""
        except ValueError:
            self.wrong(name, f"“{typed.strip()}” {NOT_A_DATE}")
            return None

    def wrong(self, name: str, error: str) -> None:
        """Say what is wrong with a line, and go there."""
        self.say(error)
        self.query_one(f"#{name}", Input).focus()


class WhoForm(Form):
    """Whose assessment it is, and of which day. Only the date is needed."""

    KEYS = (("Enter or Ctrl+S save", "save"), ("Tab next field", ""), ("Esc not now", "close"))

    def __init__(self, rule: str, answers: Answers, save: Callable[[Who], bool], clean: Clean) -> None:
        """`rule` is the one for answering."""
        who = answers.respondent
        held = {"organisation": answers.organisation, "date": answers.date.isoformat()}
        super().__init__("Who and when", {**held, "role": who.role, "function": who.function}, clean)
        self.rule, self.level, self.save = rule, who.level, save

    def content(self) -> ComposeResult:
        """How to answer, and the fields."""
        levels = [
            (Content(flat(self.clean, name)), name) for name in dict.fromkeys(filter(None, (*LEVELS, self.level)))
        ]
        level = Select(levels, prompt="none", value=self.level or Select.NULL, id="level", compact=True)
        yield Static(f"How to answer: {self.rule}\n", markup=False)
        yield Static("Only the date is needed. Nobody's name is asked for.\n", classes="label", markup=False)
        yield self.line("organisation", "Organisation", "may stay empty")
        yield self.line("date", "Date", "2026-11-22: year, month, day")
        yield self.line("role", "Your role", "such as Head of CX; may stay empty")
        yield Horizontal(Static("Your level", markup=False), level)
        yield self.line("function", "Your function", "such as marketing; may stay empty")

    def action_save(self) -> None:
        """Save it all, if the date is one."""
        date, level = self.day("date"), self.query_one("#level", Select).value
        if date == "":
            self.wrong("date", "The date is needed: it decides which evidence counts.")
        elif date is not None:
            who = Respondent(self.text("role"), level if isinstance(level, str) else "", self.text("function"))
            if self.save((self.text("organisation"), date, who)):
                self.dismiss(True)


class TargetForm(Form):
    """Where the assessment aims, and by when: asked at the end, when the answers are given."""

    KEYS = (("↑ ↓ choose", ""), ("Enter save", "save"), ("Tab to the date", ""), ("Esc back", "close"))
    FIRST = "PickList"

    def __init__(
        self, questionnaire: Questionnaire, target: Target, save: Callable[[Target], bool], clean: Clean
    ) -> None:
        super().__init__("Where do you aim?", {"by": "" if target.by is None else target.by.isoformat()}, clean)
        self.target, self.save = target, save
        self.ranks: tuple[int | None, ...] = (None, *(rank for _, rank in stages(questionnaire, clean)))
        self.names = [
            "No target: the plan leads to the next stage",
            *(name for name, _ in stages(questionnaire, clean)),
        ]

    def content(self) -> ComposeResult:
        """The stages, and the day."""
        yield Static("The plan of the report leads to this stage.\n", classes="label", markup=False)
        yield PickList()
        yield Static("", markup=False)
        yield self.line("by", "Target date", "the day by which to be there; may stay empty")

    def on_mount(self) -> None:
        """Start at the target as it stands."""
        picks = self.query_one(PickList)
        picks.styles.height = min(len(self.names), LISTED)
        at = self.ranks.index(self.target.stage) if self.target.stage in self.ranks else 0
        picks.set_entries([Entry(name) for name in self.names], at)

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Enter saves; a click or the space bar only chooses."""
        if event.confirmed:
            self.action_save()

    def action_save(self) -> None:
        """Save it, if the day is one. Targets of single dimensions stay as they are."""
        by, stage = self.day("by"), self.ranks[self.query_one(PickList).cursor]
        if by is not None and self.save(
            replace(self.target, stage=stage, by=(by or None) if stage is not None else None)
        ):
            self.dismiss(True)


def stages(questionnaire: Questionnaire, clean: Clean) -> list[tuple[str, int]]:
    """The stages that can be aimed at, by name, with their ranks."""
    every = rule_of(questionnaire).stages(questionnaire, len(questionnaire.dimensions))
    return [(flat(clean, stage.name), stage.rank) for stage in every]
