"""Eyes for a report's document: its rows and the texts of its chapters."""


def activities(document):
    """The rows of Tabula Nr. 1."""
    return document.table("activities").rows


def indicators(document):
    """The rows of the indicator table."""
    return document.table("indicators").rows


def texts(row, *keys):
    """What stands in some columns of a row."""
    return tuple(row.cells[key].text for key in keys)


def lines(row, key):
    """The labelled lines of a cell, as pairs."""
    return [(line.label, line.text) for line in row.cells[key].labelled]


def marked(document, mark):
    """The row of the indicator table that people know as ``mark``, such as 2b."""
    return next(row for row in indicators(document) if row.anchor == f"raditajs-{mark}")


def chapter(document, anchor):
    """The block of a chapter: the paragraphs, points, terms …"""
    (block,) = next(chapter.blocks for chapter in document.chapters if chapter.anchor == anchor)
    return block


def conclusions(document):
    """The report's conclusions."""
    return chapter(document, "secinajumi").items


def proposals(document):
    """The report's proposals."""
    return chapter(document, "priekslikumi").items


def summary(document):
    """The paragraphs of the report's summary."""
    return chapter(document, "kopsavilkums").paragraphs
