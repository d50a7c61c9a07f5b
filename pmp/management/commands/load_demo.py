"""``manage.py load_demo``: the five plans and the demo people."""

from django.core.management.base import BaseCommand

from pmp import demo


class Command(BaseCommand):
    help = "Loads the five demo plans and the demo people; what is already there stays as it is."

    def handle(self, *args, **options):
        loaded = demo.load_plans()
        password = demo.load_people()
        self.stdout.write(f"Ielādēti plāni: {', '.join(loaded)}" if loaded else "Demo plāni jau ir ielādēti.")
        self.stdout.write("")
        self.stdout.write("Demo lietotāji:")
        for name, _, role, short in demo.JURMALA_PEOPLE:
            place = f"Jūrmala, {short}" if short else "Jūrmala"
            self.stdout.write(f"  {name + '@jurmala.example':<34}{role.label} ({place})")
        for path in demo.fixture_paths():
            if path.stem != "jurmala":
                self.stdout.write(f"  {'editor@' + path.stem + '.example':<34}plāna redaktors ({path.stem})")
        self.stdout.write(f"Parole visiem: {password}")
