"""Migrations are only added: a database that has run one would not notice that it is another one now."""

import pytest

from tests.house.released_migrations import complaints, digest, migrations, released

SOURCE = '''
"""Once."""
class Migration(migrations.Migration):
    """What it does."""
    operations = [migrations.DeleteModel(name='Goal')]
'''


def test_migrations_are_only_added():
    assert complaints(released(), migrations()) == []


def test_every_room_has_migrations_on_the_list():
    rooms = {"accounts", "common", "indicators", "monitoring", "plans", "reports", "site"}
    assert {name.split(" ")[0] for name in released()} >= rooms


def test_form_comments_and_docstrings_are_free():
    digests = {digest(SOURCE), digest(SOURCE.replace("DeleteModel(name='Goal')", "DeleteModel(name='Goal', x=None)"))}
    assert len(digests) == 2  # nothing is not the same as nothing said
    same = SOURCE.replace("Once", "Once more").replace("What it does.", "Else.").replace("'", '"') + "# the end\n"
    assert digest(same) == digest(SOURCE)


@pytest.mark.parametrize(
    ("part", "other"), [("Goal", "Task"), ("DeleteModel", "CreateModel"), ("operations", "dependencies")]
)
def test_what_it_does_is_not(part, other):
    assert digest(SOURCE.replace(part, other)) != digest(SOURCE)


def test_the_complaint_says_what_to_do():
    rewritten, gone, new = complaints({"plans 0001": "1", "plans 0002": "2"}, {"plans 0001": "9", "plans 0003": "3"})
    assert rewritten.startswith("The migration plans 0001 was rewritten")
    assert "add a new migration instead" in rewritten
    assert gone.startswith("The migration plans 0002 is gone")
    assert "plans 0003 is new: python -m tests.house.released_migrations" in new
