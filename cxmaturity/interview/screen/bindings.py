"""Which key does what on the full screen; the words for them are in `keys`."""

from textual.binding import Binding, BindingType

BINDINGS: list[BindingType] = [
    *(Binding(str(rank), f"number({rank})", show=False) for rank in range(1, 10)),
    Binding("equals_sign", "take_suggestion", show=False),
    Binding("r", "between", show=False),
    Binding("x", "not_applicable", show=False),
    Binding("d", "dont_know", show=False),
    Binding("c", "clear", show=False),
    Binding("u", "undo", show=False),
    Binding("n", "note", show=False),
    Binding("e", "evidence", show=False),
    Binding("right,right_square_bracket", "step(1)", show=False),
    Binding("left,left_square_bracket", "step(-1)", show=False),
    Binding("o", "next_open", show=False),
    Binding("j", "jump", show=False),
    Binding("slash", "search", show=False),
    Binding("shift+up", "scroll_question(-1)", show=False),
    Binding("shift+down", "scroll_question(1)", show=False),
    Binding("v", "review", show=False),
    Binding("s", "stage", show=False),
    Binding("w", "who", show=False),
    Binding("a", "aim", show=False),
    Binding("m", "move_on_or_stay", show=False),
    Binding("t", "light_or_dark", show=False),
    Binding("f", "finish", show=False),
    Binding("question_mark,f1", "help", show=False),
    Binding("escape", "back_to_options", show=False),
    Binding("q", "leave", show=False),
    # also from inside a dialog, where a terminal's user expects it to end the program
    Binding("ctrl+c", "leave", show=False, priority=True, system=True),
]
"""Every key of the screen, and its action."""
