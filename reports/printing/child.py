"""``python -m reports.printing.child``: sets one document in a new process; the job comes on stdin, the answer goes to stdout."""

import sys

from reports.printing import fonts
from reports.printing.job import Outcome, answer, told


def main() -> None:
    """Answer the job that stands on stdin."""
    job = sys.stdin.buffer.read()
    if complaint := fonts.complaint():
        print(complaint, file=sys.stderr)
    sys.stdout.buffer.write(told(Outcome.NO_FONTS) if complaint else answer(job))


if __name__ == "__main__":
    main()
