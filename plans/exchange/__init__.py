"""The plan's own part of its document: the schema, reading it from the database, writing it."""
