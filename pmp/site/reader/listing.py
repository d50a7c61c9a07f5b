"""The list of activities as it was asked for in the address: year of the statuses, filters, what to say about them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode

from monitoring.queries import default_year, listed
from plans.models import Plan
from pmp.common.pages import CAME_FROM
from pmp.site.reader.filters import ActivityFilter


def chosen_year(request: HttpRequest, plan: Plan) -> int:
    """The year of ``?gads=`` if it is one of the plan's, else the one people want to see."""
    asked = request.GET.get("gads", "")
    return int(asked) if asked in map(str, plan.years) else default_year(plan)


class Listing:
    """The activities of a plan in the chosen year, narrowed by the filters of the address."""

    def __init__(self, request: HttpRequest, plan: Plan):
        self.request, self.plan = request, plan
        self.year = chosen_year(request, plan)
        self.filter = ActivityFilter(request.GET, plan=plan, year=self.year, queryset=listed(plan, self.year))
        self.activities = self.filter.qs

    def context(self, found: int) -> dict:
        """What the pages with a list need beside its rows; ``found`` is how many activities passed the filters."""
        return {
            "plan": self.plan,
            "year": self.year,
            "filter_form": self.filter.form,
            "chips": self.chips,
            "clear_url": self._address(*(row["name"] for row in self.filter.chosen)),
            "found": found,
            "total": self.plan.activities.count() if self.chips else found,
            "params": self._params("aktivitate"),
            "years": self._years(),
        }

    @cached_property
    def chips(self) -> list[dict]:
        """The filters in use, each with the address without it."""
        return [{**row, "url": self._address(row["name"])} for row in self.filter.chosen]

    def address_of(self, activity) -> str:
        """The address of an activity of the list; it leads back to the list as it is narrowed and turned over."""
        return f"{reverse('reader:activity', args=[*self.plan.address, activity.pk])}?{self._query}"

    @cached_property
    def _query(self):
        way_back = {CAME_FROM: self.request.get_full_path()} if self.chips or "page" in self.request.GET else {}
        return urlencode({"gads": self.year, **way_back})

    def _params(self, *without):
        """What the address of this list says, but for its page, some names and what is empty."""
        params = self.request.GET.copy()
        for name in ["page", *without, *(name for name, value in self.request.GET.items() if not value)]:
            params.pop(name, None)
        return params

    def _address(self, *without):
        return f"?{self._params(*without).urlencode()}"

    def _years(self):
        """Years with something to see have an address; of the others only the chosen one is shown as such."""
        monitored = {period.year for period in self.plan.periods.all()} | {self.year}
        address = self._address("gads").removesuffix("?")
        return [
            {
                "year": year,
                "url": f"{address}{'&' if address else '?'}gads={year}" if year in monitored else "",
                "current": year == self.year,
            }
            for year in self.plan.years
        ]
