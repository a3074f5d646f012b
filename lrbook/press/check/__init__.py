"""The check of a book: a book in, faults out. Plain Python, which any site generator can call; MkDocs stays at home.

How a number is checked, in the order in which to read it:

1. `source.py`: a page as its author wrote it, with its fences, and the line where a thing stands;
2. `blocks.py`: the blocks that it runs, and what may stand on their fences;
3. `stated.py`: what it states, `[shown]{=expression}`, and what is wrong with that, given the value;
4. `reading.py`: whether what is shown is the value, to its digits;
5. `faults.py`: what is told of it: the place, the rule, and the mend.

`book.py` takes each page through these. The process that computes a page is in `lrbook.press.sessions`; what looks at
language or at form is a rule, in `lrbook.press.rules`. The other files here each read one more thing that a page says:
a number's spelling, words that compare, letters, conditions, links, the ledger, the README.
"""
