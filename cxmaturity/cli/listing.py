"""`cxmaturity list` and `cxmaturity show`: the questionnaires."""

from typing import Annotated, Literal

import typer

from cxmaturity.cli.settings import put, settings
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.catalogue import Catalogue, data_folder
from cxmaturity.files.suggestions import suggestion
from cxmaturity.reports.plain import one_line


def named_questionnaire(id_: str, catalogue: Catalogue) -> Questionnaire:
    """The questionnaire of an id named on the command line; wrong usage where there is none."""
    found = catalogue.find(id_)
    if found is None:
        hint = suggestion(id_, catalogue.ids())
        raise typer.BadParameter(f"there is no questionnaire {id_!r}; {hint}", param_hint="ID")
    return found


def list_(context: typer.Context) -> None:
    """List the questionnaires."""
    from cxmaturity.domain.text import counted_plain

    chosen = settings(context)
    catalogue = chosen.catalogue()
    lines: list[str] = []
    for id_ in catalogue.ids():
        one = named_questionnaire(id_, catalogue)
        counts = [counted_plain(len(one.practices), "practice"), counted_plain(len(one.scale), "point")]
        minutes = [f"about {counted_plain(one.minutes, 'minute')}"] if one.minutes else []
        lines += [f"{id_}@{one.version}", f"    {one_line(one.title)}", f"    {', '.join(counts + minutes)}"]
    put("".join(line + "\n" for line in lines).encode())
    chosen.say("\nRead one: cxmaturity show organisational")


def show(
    context: typer.Context,
    questionnaire: Annotated[str, typer.Argument(metavar="ID", help="A questionnaire's id, as `list` prints it.")],
    format: Annotated[Literal["text", "md"], typer.Option(help="For the terminal, or Markdown.")] = "text",
) -> None:
    """Show a questionnaire as a document.

    It has every practice with its options and steps.
    """
    from cxmaturity.reports.render import render_questionnaire

    chosen = settings(context)
    document = render_questionnaire(
        named_questionnaire(questionnaire, chosen.catalogue()), "show", data_folder("templates")
    )
    if format == "md":
        put(document.encode())
    else:
        from rich.markdown import Markdown

        chosen.console().print(Markdown(document, hyperlinks=False))
