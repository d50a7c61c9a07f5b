"""Addresses of the monitoring report."""

from django.urls import path, register_converter

from reports import point_views, views
from reports.enums import PointKind

app_name = "reports"


class PointKindConverter:
    """*secinajumi* or *priekslikumi* in an address."""

    kinds = {kind.slug: kind for kind in PointKind}
    regex = "|".join(kinds)

    def to_python(self, value):
        """The kind of that name."""
        return self.kinds[value]

    def to_url(self, kind):
        """The name of the kind."""
        return kind.slug


register_converter(PointKindConverter, "point_kind")

urlpatterns = [
    path("", views.latest, name="latest"),
    path("<int:year>/", views.report_page, name="report"),
    path("<int:year>/rakstit/", views.edit, name="edit"),
    path("<int:year>/rakstit/<point_kind:kind>/", point_views.points, name="points"),
    path("<int:year>/rakstit/<point_kind:kind>/<int:pk>/", point_views.point_edit, name="point_edit"),
    path("<int:year>/rakstit/<point_kind:kind>/<int:pk>/augsup-lejup/", point_views.point_move, name="point_move"),
    path("<int:year>/rakstit/<point_kind:kind>/<int:pk>/dzest/", point_views.point_delete, name="point_delete"),
    path("<int:year>/pdf/", views.pdf, name="pdf"),
    path("<int:year>/pdf/apstiprinatais/", views.adopted_pdf, name="adopted_pdf"),
]
