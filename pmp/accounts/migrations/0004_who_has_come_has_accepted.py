"""Whoever has signed in before is known already; the others were invited when their account was made."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.utils import timezone


def fill(apps, schema_editor):
    Membership = apps.get_model('accounts', 'Membership')
    User = apps.get_model('accounts', 'User')
    joined = User.objects.filter(pk=OuterRef('user_id')).values('date_joined')
    Membership.objects.filter(user__last_login__isnull=False).update(accepted_at=timezone.now())
    Membership.objects.filter(user__last_login__isnull=True).update(invited_at=Subquery(joined))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_invitations'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
