"""The settings that are kept between runs, in the folder where the user's programs keep theirs.

`$XDG_CONFIG_HOME/cxmaturity/settings.json`, by default under `~/.config`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from cxmaturity.files.writing import NotWrittenError, write_bytes

S = TypeVar("S", bound=msgspec.Struct)


def settings_file(environment: Mapping[str, str]) -> Path:
    """Where the settings lie. NotWrittenError where nobody can say, as there is no home."""
    configured = environment.get("XDG_CONFIG_HOME", "")
    try:
        # as the standard has it, a relative path is none
        folder = Path(configured) if Path(configured).is_absolute() else Path.home() / ".config"
    except RuntimeError as error:
        raise NotWrittenError(f"settings can not be kept: {error}") from None
    return folder / "cxmaturity" / "settings.json"


def read_settings(kind: type[S], environment: Mapping[str, str]) -> S:
    """The settings that were kept, of a kind whose fields all have a default.

    What can not be read, or is no such setting, is as if it had never been kept: it must keep nobody from answering.
    """
    try:
        return msgspec.json.decode(settings_file(environment).read_bytes(), type=kind)
    except (NotWrittenError, OSError, ValueError):  # the last also for what is no JSON, or has another shape
        return kind()


def write_settings(settings: msgspec.Struct, environment: Mapping[str, str]) -> None:
    """Keep the settings for the next run. NotWrittenError leaves what was kept as it was."""
    write_bytes(settings_file(environment), msgspec.json.format(msgspec.json.encode(settings)) + b"\n")
