"""Jinja's sandbox as all templates run in it, the built-in ones too."""

from typing import Any

from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox, which need not look twice at the public fields of values: they hold data only."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute that a template may see, undefined where there is none."""
        if isinstance(obj, Struct) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def output(self, template: str, **seen: Any) -> str:
        """What a template makes."""
        return self.get_template(template).render(**seen)
