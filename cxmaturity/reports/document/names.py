"""What a document calls its parts, the kinds of its entries, and the controls of its page."""

from msgspec import Struct

PARTS = (
    *("stand", "customers", "agreement", "proven", "holds_back", "way", "worth", "left_out"),
    *(
        "customers_figures",
        "worth_inputs",
        "profile",
        "candidates",
        "steps",
        "ways",
        "sure",
        "votes",
        "evidence",
        "practices",
        "method",
    ),
    *("change", "over_time", "cohort"),
    *("together", "fit", "scales"),
)
"""The names of parts: of a body, of an annex, of what is on several questionnaires together."""

KINDS = (
    ("blocks", "holds the target back"),
    ("bare", "not documented"),
    ("range", "between two options"),
    ("dk", "not known"),
    ("missing", "not answered"),
    ("na", "does not apply"),
)
"""What the kinds of entries are called where one can be chosen; a kind that has no name here is not offered."""


class Names(Struct, frozen=True):
    """What a document calls its own parts, and what a page's controls say.

    `shown` is said with how many entries are shown, and of how many; `sideways` beside a table wider than its page.
    """

    contents: str
    annex: str
    skip: str
    same: str
    end: str
    page: str
    find: str = "Find"
    group: str = "Dimension"
    every: str = "every dimension"
    status: str = "Status"
    any: str = "any status"
    open_all: str = "Open all"
    close_all: str = "Close all"
    shown: str = "{shown} of {all} shown"
    sideways: str = "Wider than the page: move it sideways."
    kinds: tuple[tuple[str, str], ...] = KINDS
