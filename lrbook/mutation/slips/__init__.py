"""What the build lets pass: `python -m lrbook.mutation.slips` plants random slips in the book, one at a time.

A slip is what a tired author makes: a word that became its opposite, a sign lost in a formula, two reasons exchanged, a
link to the page next door. Only kinds are taken that make the book say something false wherever they fall, so nobody
has to judge by hand which of them a build ought to find.

- `kinds`: where slips of each kind can fall in the texts of the book.
- `words`: words and their opposites.
- `judging`: whether the book's check turns red.
- `measurement`: what was caught, as it is kept and as the book shows it.
"""
