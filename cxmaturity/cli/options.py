"""Options that several commands have alike."""

from pathlib import Path
from typing import Annotated

import typer

Force = Annotated[
    bool, typer.Option("--force", help="Replace files too that cxmaturity did not write, without asking.")
]
"""`--force`: a file of somebody else's is replaced without a question."""
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="The file to write: its ending says the format.")
]
"""`-o`: the file, by whose ending the format is known."""
