"""`python -m lrbook`: the commands of the press."""

import sys

from lrbook.press.cli import main

sys.exit(main())
