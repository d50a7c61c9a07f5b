"""``make bench``: what the report's PDF and the three long pages cost, measured side by side (docs/performance.md)."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Measure in a process whose database and files are its own and are thrown away; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often to measure; medians are printed")
    parser.add_argument("--scales", type=int, nargs="+", default=[1, 10, 100], help="times the demo's rows, for pages")
    parser.add_argument("--only", choices=["pdf", "pages"], help="one part only")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pmp-bench-") as folder:
        Path(folder, "static").mkdir()
        environment = {
            **os.environ,
            # Named, not inherited: whatever settings this is started under, the measuring never meets their database.
            "DJANGO_SETTINGS_MODULE": "pmp.settings",
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "VAR_DIR": folder,
            "DEBUG": "true",
            "DEMO_PASSWORD": "only-for-the-measuring",
            "LOG_LEVEL": "ERROR",
        }
        scales = ",".join(map(str, chosen.scales))
        command = [sys.executable, "-m", "tests.bench.measure", str(chosen.runs), scales, chosen.only or "all"]
        return subprocess.run(command, cwd=ROOT, env=environment).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
