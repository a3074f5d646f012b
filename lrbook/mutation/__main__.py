"""`python -m lrbook.mutation`: measure how well the book checks its own mathematics."""

import sys

from lrbook.mutation.measuring import main

if __name__ == "__main__":  # and not when a process that judges is started
    sys.exit(main())
