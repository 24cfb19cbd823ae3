"""Text from files on a terminal, as reports show it."""

from cxmaturity.reports.formats.visible import one_line, visible

__all__ = ["one_line", "visible"]
