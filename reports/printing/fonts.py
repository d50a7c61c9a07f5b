"""The fonts that reports are printed with. Where there is none at all, the engine does not fail: its process crashes."""

import subprocess

#: Family → the Debian package that brings it. DejaVu has the signs that Liberation lacks, such as ❶.
PACKAGES = {"Liberation Sans": "fonts-liberation", "DejaVu Sans": "fonts-dejavu-core"}


def missing_packages() -> list[str]:
    """The Debian packages that bring what is missing; asks fontconfig, as the engine does (some milliseconds)."""
    try:
        listed = subprocess.run(["fc-list", "--format", "%{family}\n"], capture_output=True, text=True, check=True)  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        return ["fontconfig", *PACKAGES.values()]
    families = {name for line in listed.stdout.splitlines() for name in line.split(",")}
    return [package for family, package in PACKAGES.items() if family not in families]


def complaint() -> str:
    """What is missing, in one sentence; empty where everything is there."""
    if packages := missing_packages():
        return f"Reports cannot be printed: install the Debian packages {', '.join(packages)}."
    return ""
