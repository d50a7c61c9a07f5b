"""What the tests of the report share."""

import copy

import pytest


@pytest.fixture
def documents_folder(settings, tmp_path):
    """A storage of its own for the rendered documents, empty; the folder of its files."""
    folder = tmp_path / "documents"
    storages = copy.deepcopy(settings.STORAGES)
    storages["documents"]["OPTIONS"]["location"] = folder
    settings.STORAGES = storages
    return folder
