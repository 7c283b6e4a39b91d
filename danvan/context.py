"""What every template may show: the demo mark, and the navigation of the person signed in."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from orgs.models import Role


@dataclass(frozen=True)
class Section:
    """One word of the navigation. `covers` are beginnings of the view names that belong to it."""

    url_name: str
    label: str
    short: str
    covers: tuple[str, ...]


DESK = Section(
    "plans:desk",
    "Cần xử lý",
    "Xử lý",
    ("plans:desk", "plans:review", "plans:progress_enter", "plans:round", "plans:report", "plans:urging"),
)
WORK = Section("plans:work_list", "Việc của đơn vị", "Việc", ("plans:work", "plans:progress"))
OVERVIEW = Section("reports:overview", "Tình hình", "Tình hình", ("reports:overview", "plans:work_table"))
PLANS = Section(
    "plans:plan_list",
    "Kế hoạch",
    "Kế hoạch",
    (
        "plans:plan", "plans:import", "plans:item", "plans:period", "plans:rule", "plans:request", "plans:occurrence",
        "plans:document",
        "plans:citation", "plans:target", "plans:indicator", "plans:figure_list", "plans:initiative",
    ),
)  # fmt: skip
REPORTS = Section(
    "reports:report_list",
    "Báo cáo",
    "Báo cáo",
    ("reports:report", "reports:section", "reports:paragraph", "reports:file", "reports:letter", "reports:paper"),
)
UNITS = Section("orgs:unit_list", "Đơn vị", "Đơn vị", ("orgs:unit", "orgs:group", "orgs:import", "orgs:commune"))
USERS = Section("orgs:user_list", "Người dùng", "Người dùng", ("orgs:user", "orgs:role"))

# The order is that of the roles' own work (DESIGN §4); a section that two roles share stands once.
SECTIONS = {
    Role.OFFICER: (DESK, PLANS, OVERVIEW, REPORTS, UNITS),
    Role.LEADER: (OVERVIEW, PLANS, REPORTS),
    Role.REPORTER: (WORK, PLANS),
    Role.ADMIN: (UNITS, USERS),
}


def navigation(request: HttpRequest) -> list[dict[str, object]]:
    """Return the sections of the person's roles, each with `section` and `is_current`; none on public pages."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.must_change_password:
        return []
    held = user.roles()
    sections = dict.fromkeys(section for role in SECTIONS if role in held for section in SECTIONS[role])
    view = request.resolver_match.view_name if request.resolver_match else ""
    nearest = max(sections, key=lambda section: _nearness(section, view), default=None)
    return [
        {"section": section, "is_current": section is nearest and _nearness(section, view) > 0} for section in sections
    ]


def _nearness(section: Section, view: str) -> int:
    """How much of the view's name a section covers: the page of rows is Tình hình, for who has it, before Việc."""
    return max((len(beginning) for beginning in section.covers if view.startswith(beginning)), default=0)


def site(request: HttpRequest) -> dict[str, object]:
    """Return `is_demo`, and `today` and `navigation`, which are worked out only where a page shows them."""
    return {
        "is_demo": settings.DEMO,
        "today": timezone.localdate,
        "navigation": lambda: navigation(request),
    }
