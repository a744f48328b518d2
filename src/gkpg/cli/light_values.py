"""Values from the command line: Typer converts them with Pydantic, which is loaded only for one that needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class LightValues:
    """Stands before Typer's conversion of one parameter: what that would leave as it is passes by it."""

    def __init__(self, parameter: Any) -> None:
        self._typers: Callable[[], Any] = parameter.get_runtime_param
        self._is_text = parameter.type_descriptor.annotation is str

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command gets it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if self._is_text and isinstance(value, str) and value.isascii():  # no broken UTF-8, which Pydantic refuses
            return value
        return self._typers().coerce(value, param=param, ctx=ctx)


def convert_lightly(parameters: Iterable[Any]) -> None:
    """Have the values of parameters converted only where they need it."""
    for each in (one for one in parameters if "get_runtime_param" not in vars(one)):  # a command may be run again
        values = LightValues(each)
        each.get_runtime_param = lambda values=values: values
