"""The root of every refusal: an error carries facts; its sentence stands in `bahasa.messages`."""

from typing import ClassVar


class UpkError(Exception):
    """A refusal. Subclasses are dataclasses with `eq=False` whose fields are the facts of the sentence."""

    status: ClassVar[int] = 1
    """Exit status of the command line (contract section 1)."""

    code: ClassVar[str] = ""
    """Name in JSON; made from the class's name where a class does not set its own."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "code" not in cls.__dict__:
            name = cls.__name__
            cls.code = "".join("-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))
