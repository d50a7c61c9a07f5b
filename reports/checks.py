"""Questions to the machine that Django asks whenever a command of ``manage.py`` begins."""

from django.core.checks import Warning

from reports.printing import fonts


def fonts_are_there(app_configs, **kwargs) -> list[Warning]:
    """Reports cannot be printed without their fonts; everything else works."""
    complaint = fonts.complaint()
    return [Warning(complaint, id="reports.W001")] if complaint else []
