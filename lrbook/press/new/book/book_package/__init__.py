"""The vocabulary of the pages: what more than one page needs, and what is worth a test of its own."""
