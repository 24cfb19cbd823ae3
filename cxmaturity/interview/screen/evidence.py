"""The evidence for an answer on the full screen: what there is, and a form for more or for a change."""

import re
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from cxmaturity.domain.answers import Answers, Evidence, is_valid
from cxmaturity.domain.model import Questionnaire
from cxmaturity.interview.screen.days import NOT_A_DATE, day
from cxmaturity.interview.screen.dialogs import Dialog
from cxmaturity.interview.screen.list import PickList
from cxmaturity.interview.screen.rows import Entry
from cxmaturity.interview.screen.words import Clean, flat

_ONLY_A_DAY = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
LISTED = 8
"""How many pieces of evidence are seen at once."""
FIELDS = (
    ("what", "What", "such as: call-back report"),
    ("date", "Date", "2026-09-30, or empty"),
    ("ref", "Reference", "where it lies: an address, a file; or empty"),
)


class EvidenceForm(Dialog[bool]):
    """The evidence of an answer: what there is, and a form for more. Every change is saved at once."""

    DEFAULT_CSS = """
    EvidenceForm Horizontal { height: 1; }
    EvidenceForm Horizontal Static { width: 12; color: $text-primary; }
    EvidenceForm Horizontal Input { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete,backspace", "remove", show=False)]

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
        self.changing: int | None = None
        """Which piece the fields change; None where they are for a new one."""

    def content(self) -> ComposeResult:
        """The list and the three fields of a piece."""
        yield PickList()
        for name, label, hint in FIELDS:
            with Horizontal():
                yield Static(label, markup=False)
                yield Input(placeholder=hint, id=name, compact=True, select_on_focus=False)

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
        at = picks.cursor
        picks.set_entries(entries, min(at, len(entries) - 1) if at > 0 else None)
        picks.can_focus = bool(entries)
        self.show_keys()

    def keys(self) -> Content:
        """The line of keys: those for a list only where there is one."""
        enter = ("Enter add" if self.changing is None else "Enter save the change", "add")
        listed = (("Shift+Tab to the list: Enter change, Delete remove", ""),) if self.evidence() else ()
        self.KEYS = (enter, ("Tab next field", ""), *listed, ("Esc close", "close"))
        return super().keys()

    def _fields(self) -> list[Input]:
        return [self.query_one(f"#{name}", Input) for name, _, _ in FIELDS]

    def _shown(self, piece: Evidence) -> tuple[str, str, str]:
        """What the fields show of a piece."""
        date = "" if piece.date is None else piece.date.isoformat()
        return flat(self.clean, piece.what), date, flat(self.clean, piece.ref)

    def _fill(self, at: int | None) -> None:
        """Put a piece, or nothing, into the fields, and start at the first."""
        self.changing = at
        shown = ("", "", "") if at is None else self._shown(self.evidence()[at])
        for field, text in zip(self._fields(), shown, strict=True):
            field.value = text
            field.cursor_position = len(text)
        self.say("")
        self._show()
        self._fields()[0].focus()

    def unsaved(self) -> bool:
        """Whether something was typed that was not added."""
        shown = ("", "", "") if self.changing is None else self._shown(self.evidence()[self.changing])
        return tuple(field.value for field in self._fields()) != shown

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Take a piece into the fields, to change it; what is being typed there is not lost to that."""
        if event.index < 0:
            return
        if self.unsaved():
            self.say("The fields hold what is not saved yet: Enter there saves it.")
            self._fields()[0].focus()
        else:
            self._fill(event.index)

    def on_input_submitted(self) -> None:
        """Enter adds it, or saves the change."""
        self.action_add()

    def action_add(self) -> None:
        """Add the piece that was typed, or put it in the place of the one that it changes."""
        what, date, _ = self._fields()
        named = what.value.strip()
        if not named or _ONLY_A_DAY.fullmatch(named):
            self.say(f"“{named}” goes under Date; say here what it is of." if named else "Say what it is first.")
            what.focus()
            return
        try:
            piece = self._typed()
        except ValueError:
            self.say(f"“{date.value.strip()}” {NOT_A_DATE}")
            date.focus()
            return
        pieces, at = self.evidence(), self.changing
        changed = (*pieces, piece) if at is None else (*pieces[:at], piece, *pieces[at + 1 :])
        if self.save(changed):
            self._fill(None)

    def _typed(self) -> Evidence:
        """The piece in the fields; ValueError where its date is none."""
        what, date, ref = (field.value for field in self._fields())
        old = None if self.changing is None else self.evidence()[self.changing]
        if old is not None:  # what was not touched stays as the file has it, also where only a part of it can be shown
            shown_what, _, shown_ref = self._shown(old)
            what = old.what if what == shown_what else what.strip()
            ref = old.ref if ref == shown_ref else ref.strip()
            return Evidence(what, day(date), ref)
        return Evidence(what.strip(), day(date), ref.strip())

    def action_remove(self) -> None:
        """Remove the piece at the cursor of the list; without a list the focus is in the fields."""
        evidence, at = self.evidence(), self.query_one(PickList).cursor
        if not (0 <= at < len(evidence) and self.save((*evidence[:at], *evidence[at + 1 :]))):
            return
        if self.changing is None:
            self._show()
        else:
            self._fill(None)
        if not self.evidence():
            self._fields()[0].focus()


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
