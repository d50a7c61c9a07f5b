"""Exit status 0 if a PostgreSQL server answers at the URL given and lets its account in."""

import sys
from urllib.parse import urlsplit

import psycopg2

url = sys.argv[1]
if not urlsplit(url).path.strip("/"):
    url = urlsplit(url)._replace(path="/postgres").geturl()
try:
    psycopg2.connect(url, connect_timeout=5).close()
except psycopg2.OperationalError as error:
    sys.exit(str(error))
