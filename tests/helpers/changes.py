"""What the change sets know of a row."""

from pmp.common.models import Change


def changes_of(row):
    """The changes of a row, newest first, person and change set fetched."""
    changes = Change.objects.filter(model=row._meta.label_lower, object_id=row.pk)
    return list(changes.select_related("change_set__person").order_by("-pk"))


def told(change):
    """What a change says: {name: (what was, what is)}, in words."""
    return {field["name"]: (field["was_text"], field["now_text"]) for field in change.fields}
