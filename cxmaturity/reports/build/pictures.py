"""The pictures of a report: each with a title that states the finding, and a text that says the same."""

from cxmaturity.reports.document.blocks import Picture
from cxmaturity.reports.view import Section


def stage(section: Section) -> Picture | None:
    """The stages of the scale: claimed, possible, documented, aimed at."""
    return None


def profile(section: Section) -> Picture | None:
    """How far each dimension has come."""
    return None


def levels(section: Section) -> Picture | None:
    """Each dimension today against the target."""
    return None


def plan(section: Section) -> Picture | None:
    """The plan in time."""
    return None


def answers(section: Section) -> Picture | None:
    """How many practices of each dimension stand where, and how many are open."""
    return None
