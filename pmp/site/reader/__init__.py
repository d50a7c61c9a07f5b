"""The plan's pages for readers: as levels, as a table, one activity, the document's other chapters."""
