"""How sure a stage is, as templates and the terminal see it: sentences with the lists that they lead to."""

from msgspec import Struct


class DropView(Struct, frozen=True):
    """An answer that falls from one option to a lower one, by so many options."""

    practice: str
    title: str
    from_name: str
    to_name: str
    drops: int


class InformationView(Struct, frozen=True):
    """An unknown practice: by how many stages, and points of the index, the interval is narrower once it is known."""

    practice: str
    title: str
    stages: float
    index: float


class SensitivityView(Struct, frozen=True):
    """How sure a stage is. A sentence is empty, and its list with it, where there is nothing to say.

    `about` says which stage is meant where none is claimed; `fewest` how few drops lose it, `drops` what
    leads to `sets`; `weights` how often it stays under other weights; `rules` what other rules say;
    `information` leads to `tells`, what each unknown practice would tell.
    """

    about: str
    fewest: str
    drops: str
    sets: tuple[tuple[DropView, ...], ...]
    weights: str
    rules: str
    information: str
    tells: tuple[InformationView, ...]
