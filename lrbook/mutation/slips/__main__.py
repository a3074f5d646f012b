"""`python -m lrbook.mutation.slips`: measure how many random slips the build catches."""

import sys

from lrbook.mutation.slips.measurement import main

if __name__ == "__main__":  # and not when a process that judges is started
    sys.exit(main())
