"""What axe-core looks for in a page, where, and what it tells."""

from collections.abc import Mapping
from typing import Any, Literal

from playwright.sync_api import Page

WIDTHS = (360, 768, 1440)
AXE = {"resultTypes": ["violations"], "preload": False}  # a page has no films and sounds to load beforehand
COLOURS: dict[str, Any] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
PLACES = {"rules": {rule: {"enabled": False} for rule in COLOURS["runOnly"]["values"]}}
Look = tuple[int, Literal["light", "dark"], dict[str, Any], int]
"""A width, a scheme, what is looked for, and how many rules hold at least."""
LOOKS: list[Look] = [
    (WIDTHS[0], "light", {}, 21),
    (WIDTHS[0], "dark", COLOURS, 1),  # all that changes with the scheme
    *((width, "light", PLACES, 20) for width in WIDTHS[1:]),  # colours are those of the first
]


def violations(page: Page, rules: Mapping[str, Any] | None = None, least: int = 1) -> list[str]:
    """What a page breaks, each in a line with the first places; at least so many rules hold, else it has not looked."""
    result = page.evaluate("options => axe.run(document, options)", {**AXE, **(rules or {})})
    assert len(result["passes"]) >= least
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in result["violations"]
    ]
