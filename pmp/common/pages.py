"""The page of one form, the same for everything that is edited: show, refuse, put beside a newer version, save and go on."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from pmp.common.changes import last_of, values_at
from pmp.common.conflicts import merge
from pmp.common.editing import Edit, Saved, StaleVersion, saved_by

#: The parameter of an address that says which page, such as a filtered list, led to it.
CAME_FROM = "atpakal"


def came_from(request: HttpRequest, otherwise: str) -> str:
    """The address of ours that the page was opened from, as its own address says; else ``otherwise``."""
    asked = request.GET.get(CAME_FROM, "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None)
    return asked if ours else otherwise


class EditPage:
    """A page on which one ``Edit`` is filled in; a subclass says which form and template, and what comes after saving."""

    template = ""

    def __init__(self, request: HttpRequest, edit: Edit):
        self.request, self.edit = request, edit

    # What each page tells -----------------------------------------------------------------------------------------------

    def form(self, data=None, *, stored, initial=None):
        """The form for what is ``stored`` (None: nothing yet), filled with ``data`` or ``initial``."""
        raise TypeError(f"{type(self).__name__} has no form")

    def typed(self, form) -> dict:
        """What a valid form holds, by the names that the ``Edit`` knows."""
        return {name: value for name, value in form.cleaned_data.items() if name != "version"}

    def form_values(self, values: dict) -> dict:
        """Values by the ``Edit``'s names as the form's fields name them."""
        return values

    def context(self, form, stored) -> dict:
        """What the template needs beside the form."""
        return {}

    def back(self) -> str:
        """The address that the form was most likely opened from."""
        raise TypeError(f"{type(self).__name__} has no way back")

    def after(self, saved: Saved, form):
        """Say what happened and redirect."""
        raise TypeError(f"{type(self).__name__} does not go on")

    # The same for all ---------------------------------------------------------------------------------------------------

    def respond(self):
        """The answer to GET or POST."""
        stored = self.edit.find()
        if not self.edit.may():
            raise PermissionDenied
        if self.request.method != "POST":
            return self._page(self.form(stored=stored), stored)
        form = self.form(self.request.POST, stored=stored)
        if not form.is_valid():
            return self._page(form, stored, status=422)
        try:
            saved = self.edit.save(opened_with=form.cleaned_data["version"], **self.typed(form))
        except StaleVersion as stale:
            return self._stale(form, stale.current)
        except ValidationError as error:
            form.add_error(None, error)
            return self._page(form, stored, status=422)
        return self.after(saved, form)

    def came_from(self) -> str:
        """Where "Atcelt" leads: the page that opened the form, if it said so, else ``back``."""
        return came_from(self.request, self.back())

    def _page(self, form, stored, *, merged=None, status=200):
        last = last_of(stored) if merged and stored else None
        context = {
            "form": form,
            "merged": merged,
            "disputed": merged.disputed if merged else [],
            "who": saved_by((last and last.person) or "cits lietotājs", stored.updated_at) if stored else "",
            "is_own": bool(last and last.person_id == self.request.user.pk),
            "back": self.came_from(),
            "saved_at": stored.updated_at if stored else None,
            **self.context(form, stored),
        }
        return render(self.request, self.template, context, status=status)

    def _opened_with(self, current, version, now):
        """What the form was opened with, as far as the change sets know it."""
        if version == 0:
            return self.edit.values(None)
        return values_at(current, version, now) if current else {}

    def _stale(self, form, current):
        now, version = self.edit.values(current), form.cleaned_data["version"]
        base = self._opened_with(current, version, now)
        opened_again = {"version": current.version if current else 0}
        merged = merge(
            form,
            theirs=self.form_values(now),
            base=self.form_values(base),
            rebuild=lambda initial: self.form(stored=current, initial={**initial, **opened_again}),
        )
        return self._page(merged.form, current, merged=merged, status=409)
