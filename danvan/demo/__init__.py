"""The demo: what fixtures/ tells, played through the services as people would have done it.

Loaded into an empty database in demo mode only (`manage.py load_demo`). Nothing of the product imports it.
"""

from pathlib import Path

from django.conf import settings

FIXTURES: Path = settings.BASE_DIR / "fixtures"
