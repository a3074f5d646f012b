"""The version of a package with which the book is built, as far as it is written: it is the one that is installed."""

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from lrbook.press.rules.names import NO_QUANTITY

NUMPY = version("numpy")  # which also those have who run a notebook and build nothing
MAJOR = NUMPY.partition(".")[0]
PASSES = (f"Here we use numpy {MAJOR}, and that is numpy {NUMPY}.",)
FAILS = {
    "Here we use numpy 28.": "28",
    "Here we use numpy 1.28, as it is.": "1.28",
    f"Of numpy {MAJOR} patients came.": MAJOR,
    "Here we use heart 2.": "2",
}
NAME = re.compile(
    rf"(?<![\w.-])(?P<package>[a-z][\w-]*)\s(?P<version>\d+(?:\.\d+)*){NO_QUANTITY}(?!\s[×x*+/=<>−-])", re.I
)


def holds(name: re.Match[str]) -> bool:
    """Return whether a package is installed in this version."""
    return f"{_version(name['package'].lower())}.".startswith(f"{name['version']}.")


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
