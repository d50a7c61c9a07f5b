"""What the test run prints for a template variable that nobody defined: an error."""


class UndefinedTemplateVariableError(Exception):
    """A template printed a variable that its context does not have."""


class UndefinedVariable(str):
    """For ``string_if_invalid``: Django formats it with the name of the missing variable, which is the moment to object."""

    __slots__ = ()

    def __mod__(self, name):
        raise UndefinedTemplateVariableError(f"A template prints “{name}”, which is not defined.")
