"""The press: it runs the pages of a book, checks what they say, and sets them.

It knows nothing of this book's subject, and serves any MkDocs site: enable the plugin `lrbook` after `markdown-exec`.
Its parts, each plain Python that `plugin` merely calls from MkDocs:

- `source`: a page as its author wrote it, its fences and its lines.
- `blocks`: executed blocks, one session a page.
- `reading`: whether a number as shown is the value as computed.
- `stated`: stated numbers, `[shown]{=expression #claim}`.
- `prose`: the finished page as its reader gets it: numbers that nothing computes, links, anchors.
- `formulas`: LaTeX to MathML.
- `ledger`: the claims, their verdicts, their page and `claims.json`.
- `notebooks`: a page to take along, as a notebook; `kernel`: what that needs where it runs.
- `faults`: what is wrong, where, and how to mend it.
- `fix`: the command that rewrites drifted numbers.
"""
