"""Work that an answer does not wait for: whoever asked does not see how long it takes, nor whether it fails."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import close_old_connections, connection

_workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="later")
_log = logging.getLogger(__name__)


def later(work: Callable[[], object]) -> None:
    """Do the work in a thread of its own, soon; with ``JOBS_WAIT`` (tests) at once. A process that ends waits for it."""
    if settings.JOBS_WAIT:
        work()
    else:
        _workers.submit(_do, work)


def _do(work):
    close_old_connections()
    try:
        work()
    except Exception:
        _log.exception("work for later failed")
    finally:
        connection.close()
