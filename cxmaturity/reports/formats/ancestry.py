"""What templates of the user's own extend: another one, with blocks that this one has.

A block that no ancestor has would change nothing and say nothing, and a template that extends itself, for want of
`builtin/` before the name, would never end.
"""

import difflib
from collections.abc import Iterator

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from cxmaturity.reports.document.names import PARTS

_MOST_NAMES = 40


class Ancestry:
    """The blocks of the templates that an environment has read, those of their ancestors included."""

    def __init__(self) -> None:
        self._blocks: dict[str, set[str]] = {}
        self._reading: list[str] = []

    def enter(self, environment: Environment, tree: nodes.Template, name: str, filename: str | None) -> None:
        """Take a template in. TemplateSyntaxError where it extends itself, or has a block that nothing lays out."""
        own = {block.name for block in tree.find_all(nodes.Block)}
        known: set[str] = set()
        for node in tree.find_all(nodes.Extends):
            if isinstance(node.template, nodes.Const):
                known |= self._of_parent(environment, node, name, filename)
        extends = next(tree.find_all(nodes.Extends), None) is not None
        for block in _outermost(tree) if extends and known else ():
            if block.name not in known:
                raise TemplateSyntaxError(_no_such_block(block.name, known), block.lineno, name, filename)
        self._blocks[name] = known | own

    def _of_parent(self, environment: Environment, node: nodes.Extends, name: str, filename: str | None) -> set[str]:
        """The blocks that a template which extends another can replace."""
        parent = str(node.template.value)  # type: ignore[attr-defined]  # a constant, as the caller has seen
        if _plain(parent) in map(_plain, [*self._reading, name]):
            what = "this template extends itself" if _plain(parent) == _plain(name) else "templates extend each other"
            hint = f'to change a part of the built-in one, write {{% extends "builtin/{_plain(parent)}" %}}'
            raise TemplateSyntaxError(f"{what}; {hint}", node.lineno, name, filename)
        self._reading.append(name)
        try:
            blocks = environment.get_template(parent).blocks
        except TemplateNotFound:
            return set()  # said where it is looked for as it is needed; here it would let the next folder be tried
        finally:
            self._reading.pop()
        known = self._blocks.get(parent, set()) | set(blocks)
        return known | set(PARTS) if "part" in known else known


def _plain(name: str) -> str:
    """The name of a template as Jinja looks for it."""
    return "/".join(part for part in name.split("/") if part not in {"", "."})


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    """The blocks that stand in no other one."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _no_such_block(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name.lower(), sorted(known), n=3, cutoff=0.6)
    if near:
        return f"what it extends has no block '{name}'; did you mean {' or '.join(near)}?"
    return f"what it extends has no block '{name}'; it has {', '.join(sorted(known)[:_MOST_NAMES])}"
