"""Measuring: ``python -m tests.bench`` runs this in a process of its own, on a database that is thrown away."""
