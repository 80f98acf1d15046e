"""Options that several commands share, said once as a dataclass: typer has no groups of options."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Any, Concatenate, get_type_hints


def with_options[Group, **P](
    group: type[Group],
) -> Callable[[Callable[Concatenate[Group, P], None]], Callable[..., None]]:
    """Return a decorator for a command whose first argument is a `group`.

    The command then takes the fields of the dataclass `group` one by one, before options of its own.
    """
    hints = get_type_hints(group, include_extras=True)
    names = [field.name for field in fields(group)]  # type: ignore[arg-type]
    shared = [
        parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in inspect.signature(group).parameters.items()
    ]

    def decorate(command: Callable[Concatenate[Group, P], None]) -> Callable[..., None]:
        def spread(**given: Any) -> None:
            options = group(**{name: given.pop(name) for name in names})
            command(options, **given)  # type: ignore[call-arg]

        own = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for parameter in list(inspect.signature(command, eval_str=True).parameters.values())[1:]
        ]
        spread.__signature__ = inspect.Signature([*shared, *own])  # type: ignore[attr-defined]
        # Not by `functools.wraps`: typer would follow it to the command, which takes the group as one.
        spread.__name__, spread.__doc__ = command.__name__, command.__doc__
        return spread

    return decorate
