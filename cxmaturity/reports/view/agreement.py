"""How far the people agree who answered, as templates see it: sentences with the numbers beside them."""

from msgspec import Struct


class GroupView(Struct, frozen=True):
    """Where a level places a practice: the lower median of its votes, as rank and as name.

    `group` is its name as sentences have it; `letter` marks it in the picture, for leaders and the front line only.
    """

    group: str
    letter: str
    median: int
    median_name: str


class VotesView(Struct, frozen=True):
    """How people placed a practice: `counts` by the points of the scale, `unknown` who did not know or answer.

    `low`, `median` and `high` are the lower quartile, lower median and upper quartile as ranks, None where nobody
    knows; `stands_said` says the quartiles; `agreement` is rwg, 0..1, None where there is too little to tell; `groups`
    are the levels with enough people to be shown.
    """

    practice: str
    title: str
    counts: tuple[int, ...]
    unknown: int
    not_applicable: int
    low: int | None
    median: int | None
    high: int | None
    stands_said: str
    agreement: float | None
    agreement_said: str
    groups: tuple[GroupView, ...]


class AgendaView(Struct, frozen=True):
    """A practice to talk about: why, what each side says is so, and what a meeting agreed on, if it has."""

    practice: str
    title: str
    why: str
    sides: tuple[str, ...]
    settled: str


class AgreementView(Struct, frozen=True):
    """How far the people agree who answered. A sentence is empty where there is nothing to say.

    `who` says how many answered, and of which levels; `agree` how far they agree; `gap` what leaders and the front line
    see most differently, for a board; `settled` what a meeting has settled. `practices` are those with votes in the
    order of the questionnaire, `agenda` those to talk about, in their order.
    """

    respondents: int
    who: str
    agree: str
    gap: str
    settled: str
    practices: tuple[VotesView, ...]
    agenda: tuple[AgendaView, ...]
