"""The one error of this package that a caller is meant to read and act on."""


class CannotServe(ValueError):
    """The model, or the data it comes with, cannot be served; the message says what to change."""


class Unsuitable(CannotServe):
    """One way of exporting does not fit; another one may."""
