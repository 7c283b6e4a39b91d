"""The page on which a committee says how its periods are cut."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.models import Unit
from orgs.views.conflicts import conflict, with_version
from plans.forms.periods import RuleForm
from plans.permissions import can_set_rule
from plans.services.at_hand import rule_of
from plans.services.reporting_rules import set_rule


@require_http_methods(["GET", "POST"])
def rule_edit(request: Request, pk: int) -> HttpResponse:
    """The rule of committee `pk`, for its office and its administrators."""
    committees = Unit.objects.visible_to(request.user).filter(is_committee=True)
    committee = get_object_or_404(committees, pk=pk)
    if not can_set_rule(request.user, committee):
        raise PermissionDenied
    rule = rule_of(committee)
    form = RuleForm(request.POST or None, instance=rule, initial={"version": rule.version})
    context = {"form": form, "committee": committee}
    if form.is_valid():
        try:
            set_rule(committee=committee, by=request.user, **form.cleaned_data)
        except StaleVersion as stale:
            form = RuleForm(with_version(request, stale.current), instance=rule_of(committee))
            context |= {"form": form, "conflict": conflict(committee, [form])}
            return render(request, "plans/rule_edit.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã lưu chế độ báo cáo. Các kỳ báo cáo đã có giữ nguyên ngày.")
            return redirect(committee)
    return render(request, "plans/rule_edit.html", context)
