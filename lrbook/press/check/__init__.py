"""The check of a book: a book in, faults out. Plain Python, which any site generator can call; MkDocs stays at home."""
