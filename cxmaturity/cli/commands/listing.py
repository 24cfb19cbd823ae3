"""`cxmaturity list` and `cxmaturity show`: the questionnaires."""

from typing import Annotated, Literal

import typer

from cxmaturity.cli.settings import put, settings
from cxmaturity.cli.terminal import one_line, visible
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue, data_folder
from cxmaturity.files.suggestions import suggestion


def named_questionnaire(id_: str, catalogue: Catalogue) -> Questionnaire:
    """The questionnaire of an id named on the command line; wrong usage where there is none."""
    found = catalogue.find(id_)
    if found is None:
        hint = suggestion(id_, catalogue.names())
        raise typer.BadParameter(f"there is no questionnaire {id_!r}; {hint}", param_hint="ID")
    return found


def list_(context: typer.Context) -> None:
    """List the questionnaires."""
    from cxmaturity.domain.language import counted_plain

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
    questionnaire: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A questionnaire's id, as `list` prints it; with --crosswalk optional."),
    ] = None,
    crosswalk: Annotated[
        bool,
        typer.Option("--crosswalk", help="How the scales of the questionnaires, or of this one and others, relate."),
    ] = False,
    format: Annotated[Literal["text", "md"], typer.Option(help="For the terminal, or Markdown.")] = "text",
) -> None:
    """Show a questionnaire as a document.

    It has every practice with its options and steps. With --crosswalk: how the scales relate, which evidence
    serves several questionnaires, and which answers do not fit together.
    """
    from cxmaturity.reports.render import render_questionnaire

    chosen = settings(context)
    catalogue = chosen.catalogue()
    if questionnaire is None and not crosswalk:
        raise typer.BadParameter(f"name a questionnaire; choose from {', '.join(catalogue.names())}", param_hint="ID")
    named = None if questionnaire is None else named_questionnaire(questionnaire, catalogue)
    if crosswalk:
        document = _crosswalk(catalogue, questionnaire)
    elif named is not None:
        document = render_questionnaire(named, "show", data_folder("templates"))
    if format == "md":
        put(document.encode())
    else:
        from rich.markdown import Markdown

        chosen.console().print(Markdown(visible(document), hyperlinks=False))


def _crosswalk(catalogue: Catalogue, about: str | None) -> str:
    from cxmaturity.reports.render import render_crosswalk
    from cxmaturity.reports.together import crosswalk_document

    questionnaires = [named_questionnaire(id_, catalogue) for id_ in catalogue.ids()]
    together, conflicts = crosswalk_document(catalogue.crosswalk(), questionnaires, about)
    return render_crosswalk(together, conflicts, data_folder("templates"))
