"""Below every floor: wording, Latvian letters, form fields, versions and stale saves, tags. It knows no app."""
