"""The built-in templates of reports, and folders of a user's own that replace some."""

from pathlib import Path

from cxmaturity.files.questionnaire.catalogue import data_folder

FOLDERS = ("html", "markdown", "typst")


def shipped() -> list[str]:
    """The names of the templates that reports are made of, as they call each other."""
    root = data_folder("templates")
    files = (path for folder in FOLDERS for path in sorted((root / folder).rglob("*")) if path.is_file())
    return [path.relative_to(root).as_posix() for path in files]


def misplaced(folder: Path) -> str:
    """What to say of a folder in which nothing stands where a built-in template does; nothing where something does.

    Such a folder changes nothing, and so does an empty one, of which that is expected.
    """
    known = shipped()
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    if not names or set(names) & set(known):
        return ""
    meant = next(
        (
            f"; {folder / name} would be {folder / path}"
            for name in names
            for path in known
            if Path(path).name == Path(name).name
        ),
        "",
    )
    return f"Nothing in {folder} replaces a built-in template{meant}. Start from: cxmaturity templates {folder}"
