"""Setting a PDF in a process apart from the web's, with limits of time and memory (docs/decisions/0016-pdf-process.md).

``engine`` sets, ``job`` limits it and says how it ended, ``child`` and ``worker`` are the processes in which that happens,
``apart`` is what the web asks. Only ``apart`` knows Django, so that a process of its own starts quickly and holds no database.
"""
