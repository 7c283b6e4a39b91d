"""WSGI entry point, for gunicorn. Importing it refuses to go on where real work would not be safe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.settings")
application = get_wsgi_application()

from danvan import presence  # noqa: E402 -- after Django is set up
from danvan.checks import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
presence.enter("web")
