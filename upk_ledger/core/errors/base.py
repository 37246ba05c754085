"""The root of every refusal: an error carries facts; its sentence stands in `bahasa.messages`."""

from inspect import get_annotations
from typing import ClassVar, dataclass_transform


@dataclass_transform(eq_default=False)
class UpkError(Exception):
    """A refusal. A subclass declares its facts as annotated fields, given in that order or by name.

    To a type checker it is a dataclass; at run time one constructor serves all, because generating a hundred of
    them would cost every start of the program more than everything else of ours.
    """

    status: ClassVar[int] = 1
    """Exit status of the command line (contract section 1)."""

    code: ClassVar[str] = ""
    """Name in JSON; made from the class's name where a class does not set its own."""

    facts: ClassVar[tuple[str, ...]] = ()
    """Names of the fields."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = (name for name, hint in get_annotations(cls).items() if "ClassVar" not in str(hint))
        cls.facts = (*cls.facts, *own)
        if "code" not in cls.__dict__:
            name = cls.__name__
            cls.code = "".join(
                "-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name)
            )

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given)
        values = dict(zip(self.facts, given, strict=False)) | named
        if len(given) + len(named) != len(values) or not values.keys() <= set(self.facts):
            message = f"{type(self).__name__} takes {self.facts}, not {given} and {named}"
            raise TypeError(message)
        # A fact that was not given has its default in the class; without one this is a fault of the caller.
        self.__dict__.update(
            {name: values[name] if name in values else getattr(type(self), name) for name in self.facts}
        )
