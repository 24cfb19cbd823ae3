"""Values as JSON: what machines read of a report, a score or a plan."""

from typing import TYPE_CHECKING, Any

import msgspec

from cxmaturity.reports.sanitise import safe_json

if TYPE_CHECKING:  # values are printed without any document, too
    from cxmaturity.reports.document.blocks import Document
    from cxmaturity.reports.formats.format import Setting


def write(_: "Document", setting: "Setting") -> bytes:
    """The values behind a document."""
    return text(setting.values).encode()


def text(values: Any) -> str:
    """Values, indented, with a line's end; characters that would act on a terminal are escaped."""
    return safe_json(msgspec.json.format(msgspec.json.encode(values), indent=2).decode() + "\n")
