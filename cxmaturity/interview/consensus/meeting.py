"""The logic of a meeting that settles what people answered differently. It knows no screen.

Votes that were given alone stay hidden until the room has voted, so that nobody follows the many or the senior; who
leads the meeting can show them on demand. What is agreed is saved at once, with its reason and who dissents.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.answers import Agreed, Answers, Dissent
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.interview.record import Record, Save

DONT_KNOW = 0
"""What stands for don't know where votes are counted by rank."""


class Item(Struct, frozen=True):
    """One practice of the agenda.

    `why` says why it is on it, `counts` how people answered alone, by rank, 0 for don't know; `groups` names levels
    with where they see it, `sides` is what each side says for itself. Only `why` is seen before the room has voted.
    """

    practice: Practice
    why: str = ""
    counts: Mapping[int, int] = {}
    groups: tuple[tuple[str, str], ...] = ()
    sides: tuple[str, ...] = ()


class TooManyHandsError(ValueError):
    """More hands than people in the room."""


class Meeting(Record):
    """A meeting about the items of an agenda, at least one; `position` is the index of the one in front of the room.

    `present` is how many people can raise a hand, None where nobody said; with `reveal` votes are shown from the start.
    """

    def __init__(
        self, questionnaire: Questionnaire, answers: Answers, save: Save, items: Sequence[Item], *, reveal: bool = False
    ) -> None:
        super().__init__(questionnaire, answers, save)
        self.items = tuple(items)
        self.reveal = reveal
        self.present: int | None = None
        self._shown: set[str] = set()
        self.position = next((i for i, item in enumerate(self.items) if not self.is_settled(item)), 0)

    # what stands

    @property
    def item(self) -> Item:
        """The item in front of the room."""
        return self.items[self.position]

    @property
    def settled(self) -> int:
        """How many items are settled."""
        return sum(map(self.is_settled, self.items))

    def is_settled(self, item: Item) -> bool:
        """Whether the room has agreed on an answer."""
        return self.answer(item.practice).agreed is not None

    def hands(self, item: Item) -> Mapping[int, int]:
        """The hands that were raised, by rank; none where the room has not voted."""
        return self.answer(item.practice).hands

    def missing_hands(self, item: Item) -> int:
        """How many of those present have not voted; 0 where nobody said how many there are."""
        return max((self.present or 0) - sum(self.hands(item).values()), 0)

    def are_votes_shown(self, item: Item) -> bool:
        """Whether the votes that were given alone may be seen: all have voted, or it was asked for."""
        voted = bool(self.hands(item)) and not self.missing_hands(item)
        return self.reveal or voted or item.practice.id in self._shown or self.is_settled(item)

    # where next

    def go(self, position: int) -> bool:
        """Put an item in front of the room; False, and nowhere, where there is none."""
        if not 0 <= position < len(self.items) or position == self.position:
            return False
        self.position = position
        return True

    def advance(self) -> bool:
        """Go to the next item that is not settled, going round; False where all are."""
        around = (*range(self.position + 1, len(self.items)), *range(self.position + 1))
        following = next((i for i in around if not self.is_settled(self.items[i])), None)
        if following is None:
            return False
        self.position = following
        return True

    # what the room does

    def show_votes(self) -> None:
        """Show the votes of the item in front of the room before all have voted."""
        self._shown.add(self.item.practice.id)

    def vote(self, hands: Mapping[int, int]) -> None:
        """Count the hands of the room. TooManyHandsError where there are more than people."""
        if self.present is not None and sum(hands.values()) > self.present:
            raise TooManyHandsError(f"{sum(hands.values())} hands of {self.present} people")
        practice = self.item.practice
        raised = {rank: count for rank, count in hands.items() if count}
        self.put(practice, replace(self.answer(practice), hands=raised))

    def agree(self, ranks: tuple[int, ...], because: str, dissent: Sequence[Dissent] = ()) -> None:
        """Settle the item on a rank, between two, or without any on don't know. ValueError without a reason."""
        if not because.strip():
            raise ValueError("a reason is needed")
        practice, before = self.item.practice, self.answer(self.item.practice)
        if before.agreed is not None:
            was = before.agreed.was
        else:
            was = None if before.low is None or before.high is None else (before.low, before.high)
        low, high = (min(ranks), max(ranks)) if ranks else (None, None)
        voices = tuple(Dissent(voice.who.strip(), voice.because.strip()) for voice in dissent if voice.who.strip())
        self.put(
            practice,
            replace(
                before,
                status="dk" if low is None else "answered" if low == high else "range",
                low=low,
                high=high,
                because="",
                agreed=Agreed(because.strip(), voices, was),
            ),
        )

    def reopen(self) -> bool:
        """Put the answer back to what people said alone; the hands stay. False where nothing was agreed."""
        practice, before = self.item.practice, self.answer(self.item.practice)
        if before.agreed is None:
            return False
        low, high = before.agreed.was or (None, None)
        status = "dk" if low is None else "answered" if low == high else "range"
        self.put(practice, replace(before, status=status, low=low, high=high, agreed=None))
        return True

    def undo(self) -> bool:
        """Take back the last change, and go to its item; False where none is left."""
        practice = self.take_back()
        if practice is None:
            return False
        self.position = next(i for i, item in enumerate(self.items) if item.practice == practice)
        return True
