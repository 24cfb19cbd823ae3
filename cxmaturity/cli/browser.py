"""The user's browser."""

from pathlib import Path

from cxmaturity.files.writing import NotWrittenError


def open_in_browser(path: Path) -> None:
    """Open a report in the user's browser; NotWrittenError says that there is none."""
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        raise NotWrittenError(f"no browser could be started; open {path} yourself")
