"""Where a report says what customers say and what it is worth: once, for the organisation."""

from collections.abc import Iterator

from cxmaturity.reports.build.customers import customers_annex, customers_part
from cxmaturity.reports.build.room import Room
from cxmaturity.reports.build.worth import worth_annex, worth_part
from cxmaturity.reports.document.blocks import Part
from cxmaturity.reports.view.report import View


def with_outcomes(view: View, parts: tuple[Part, ...], at: str, room: Room) -> tuple[Part, ...]:
    """The parts of a body, with what customers say behind the first and what it is worth behind the plan.

    `at` is the id of the chapter. Where the body has no plan, as on several questionnaires, both follow the first part.
    """
    return tuple(_placed(view, parts, at, room))


def _placed(view: View, parts: tuple[Part, ...], at: str, room: Room) -> Iterator[Part]:
    behind = "way" if any(part.name == "way" for part in parts) else parts[0].name
    for part in parts:
        yield part
        if part is parts[0] and view.outcomes:
            yield customers_part(view.outcomes, at, room)
        if part.name == behind and view.worth:
            yield worth_part(view.worth, at)


def outcomes_annex(view: View, at: str) -> Iterator[Part]:
    """What goes into the annex for both."""
    if view.outcomes:
        yield customers_annex(view.outcomes, at)
    if view.worth:
        yield worth_annex(view.worth, at, plans=len(view.sections))
