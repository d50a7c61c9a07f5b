"""The plan outside the database."""
