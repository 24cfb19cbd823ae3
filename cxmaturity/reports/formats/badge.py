"""A score as a badge: one small SVG that loads nothing, to stand in a README or on a page of a wiki."""

from cxmaturity.domain.language import say
from cxmaturity.reports.document.blocks import Document
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.pictures.geometry import width
from cxmaturity.reports.pictures.svg import escaped

SIZE, HEIGHT, ROOM = 11, 20, 10
"""The size of its text, its height, and the room beside a text."""
LABEL, ACCENT, SOFT = "#3c4043", "#0b5563", "#5f6368"
"""Behind the label, behind a claimed stage, behind none: white on each has a contrast of over 5 to 1."""


def write(document: Document, setting: Setting) -> bytes:
    """The badge of a score: the questionnaire's name, and the stage or that none is claimed."""
    assert setting.view is not None  # noqa: S101  a score always has one
    section = setting.view.sections[0]
    claimed = section.result.stage.claimed
    label = section.title.split(",", 1)[0]
    stage = section.stage_names.stage if claimed else say("not claimed")
    return badge(label, stage, ACCENT if claimed else SOFT).encode()


def badge(label: str, text: str, color: str) -> str:
    """A badge of a label and a text on a colour."""
    left, right = (round(width(words, SIZE) + 2 * ROOM) for words in (label, text))
    both = left + right
    name = escaped(f"{label}: {text}")
    parts = "".join(
        f'<text x="{x:g}" y="14">{escaped(words)}</text>' for words, x in ((label, left / 2), (text, left + right / 2))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{both}" height="{HEIGHT}" viewBox="0 0 {both} {HEIGHT}"'
        f' role="img" aria-label="{name}"><title>{name}</title>'
        f'<rect width="{both}" height="{HEIGHT}" rx="3" fill="{LABEL}"/>'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v{HEIGHT - 6}a3 3 0 0 1-3 3h-{right - 3}z" fill="{color}"/>'
        f'<g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="{SIZE}" text-anchor="middle">'
        f"{parts}</g></svg>\n"
    )
