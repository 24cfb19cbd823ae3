"""`cxmaturity list`: the questionnaires."""

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.cli.settings import put, settings
from cxmaturity.cli.terminal import one_line


def list_(context: typer.Context) -> None:
    """List the questionnaires."""
    from cxmaturity.domain.language import counted_plain

    chosen = settings(context)
    catalogue = chosen.catalogue()
    lines: list[str] = []
    for id_ in catalogue.ids():
        questionnaire = named_questionnaire(id_, catalogue)
        counts = [
            counted_plain(len(questionnaire.practices), "practice"),
            counted_plain(len(questionnaire.scale), "point"),
        ]
        minutes = [f"about {counted_plain(questionnaire.minutes, 'minute')}"] if questionnaire.minutes else []
        lines += [
            f"{id_}@{questionnaire.version}",
            f"    {one_line(questionnaire.title)}",
            f"    {', '.join(counts + minutes)}",
        ]
    put("".join(line + "\n" for line in lines).encode())
    chosen.say("\nRead one: cxmaturity show organisational")


COMMAND = Command(
    list_,
    (
        "cxmaturity list",
        "cxmaturity list --questionnaires own",
    ),
)
