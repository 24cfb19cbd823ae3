"""Which key does what on a meeting's screen, and what its help says of them."""

from textual.binding import Binding, BindingType

BINDINGS: list[BindingType] = [
    *(Binding(str(rank), f"number({rank})", show=False) for rank in range(1, 10)),
    Binding("v", "vote", show=False),
    Binding("r", "reveal", show=False),
    Binding("b", "between", show=False),
    Binding("d", "dont_know", show=False),
    Binding("s", "sides", show=False),
    Binding("w", "wording", show=False),
    Binding("c", "reopen", show=False),
    Binding("u", "undo", show=False),
    Binding("right,right_square_bracket,n", "step(1)", show=False),
    Binding("left,left_square_bracket", "step(-1)", show=False),
    Binding("o", "next_open", show=False),
    Binding("l", "items", show=False),
    Binding("t", "present", show=False),
    Binding("question_mark,f1", "help", show=False),
    Binding("escape", "give_up", show=False),
    Binding("q", "leave", show=False),
    Binding("ctrl+c", "leave", show=False, priority=True, system=True),
]
"""Every key of the screen, and its action."""

HELP = (
    ("v", "the room votes: the hands for each option"),
    ("r", "reveal what people answered alone, before the room has voted"),
    ("1 to 9", "agree on the option with this number, with a reason and who dissents"),
    ("↑ ↓ Enter", "the same with the option moved to"),
    ("b", "agree on between two options: the one at the cursor and a second one"),
    ("d", "agree that nobody knows"),
    ("s", "where each level sees it, and what each side says"),
    ("w", "the options in full, or only their names with the votes"),
    ("c", "put the answer back to what people said alone"),
    ("u", "undo"),
    ("→ ] n", "next item"),
    ("← [", "item before"),
    ("o", "next open item"),
    ("l", "list of all items"),
    ("t", "how many people are in the room"),
    ("q", "leave, and so does Ctrl+C; everything is saved already"),
)
"""Keys with what they mean."""
