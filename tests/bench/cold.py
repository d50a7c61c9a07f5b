"""``python -m tests.bench.cold INPUT OUTPUT``: one report in a new process; INPUT holds the job as the web sends it."""

import sys
from pathlib import Path

from reports.printing import engine
from reports.printing.job import Job


def main(source: Path, target: Path) -> None:
    """Set the report that ``source`` holds."""
    job = Job.from_bytes(source.read_bytes())
    target.write_bytes(engine.typeset(job.html, job.styles))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
