"""A machine on which the browser's driver does not start is told so once."""

import pytest

from tests.conftest import driver_complaint


def test_a_driver_that_starts_is_no_complaint():
    assert driver_complaint() == ""


def test_what_is_missing_is_said(monkeypatch, tmp_path):
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho 'cannot open shared object file: libatomic.so.1' >&2\nexit 127\n")
    node.chmod(0o755)
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(node))
    assert driver_complaint() == (
        "The browser tests cannot run: Playwright's driver does not start (cannot open shared object file: libatomic.so.1)."
        " `make test` installs what it needs."
    )


@pytest.mark.parametrize("path", ["/nonexistent/node"])
def test_a_driver_that_is_not_there(monkeypatch, path):
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", path)
    assert "No such file" in driver_complaint()
