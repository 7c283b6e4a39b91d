"""Pages that belong to no app: the way home, health, and errors in words."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from orgs.http import Request
from orgs.models import Role


@require_GET
def home(request: Request) -> HttpResponse:
    """Send each person to the page his work starts on (DESIGN §4)."""
    roles = request.user.roles()
    if Role.OFFICER in roles:
        return redirect("plans:desk")
    if Role.LEADER in roles:
        return redirect("reports:overview")
    if Role.ADMIN in roles and Role.REPORTER not in roles:
        return redirect("orgs:unit_list")
    return redirect("plans:work_list")


@login_not_required
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Say whether the program and its database answer; for supervisors, so it names nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "demo": settings.DEMO})


@login_not_required
@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address whatever the page says."""
    return redirect(static("img/favicon.svg"), permanent=True)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)
