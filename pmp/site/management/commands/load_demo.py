"""``manage.py load_demo``: the five plans and the demo people."""

from django.core.management.base import BaseCommand

from pmp.accounts.enums import Role
from pmp.accounts.models import Municipality
from pmp.site import demo


class Command(BaseCommand):
    help = "Loads the five demo plans and the demo people; what is already there stays as it is."

    def handle(self, *args, **options):
        loaded = demo.load_plans()
        password = demo.load_people()
        demo.print_adopted()
        self.stdout.write(f"Ielādēti plāni: {', '.join(loaded)}" if loaded else "Demo plāni jau ir ielādēti.")
        self.stdout.write("")
        self.stdout.write("Demo lietotāji:")
        for name, _, role, short in demo.JURMALA_PEOPLE:
            place = f"Jūrmala, {short}" if short else "Jūrmala"
            self.stdout.write(f"  {name + '@jurmala.example':<34}{role.label} ({place})")
        slugs = [path.stem for path in demo.fixture_paths() if path.stem != "jurmala"]
        for municipality in Municipality.objects.filter(slug__in=slugs):
            email = f"editor@{municipality.slug}.example"
            self.stdout.write(f"  {email:<34}{Role.EDITOR.label} ({municipality.short_name})")
        self.stdout.write(f"Parole visiem: {password}")
