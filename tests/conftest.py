"""Settings of all tests."""

from hypothesis import settings

# How long an example takes depends on the machine's other work, and says nothing about the mathematics.
settings.register_profile("book", settings.default, deadline=None)
settings.load_profile("book")
