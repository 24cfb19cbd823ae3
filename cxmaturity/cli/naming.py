"""What people name on the command line: questionnaires, stages, dimensions and practices, by id, title or a part."""

import typer

from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.suggestions import suggestion


def named_questionnaire(id_: str, catalogue: Catalogue) -> Questionnaire:
    """The questionnaire of an id named on the command line; wrong usage where there is none."""
    found = catalogue.find(id_)
    if found is None:
        hint = suggestion(id_, catalogue.names())
        raise typer.BadParameter(f"there is no questionnaire {id_!r}; {hint}", param_hint="ID")
    return found
