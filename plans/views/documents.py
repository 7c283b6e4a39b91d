"""The register of documents: the list, an entry, its chain."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.models import JournalEntry
from orgs.paging import page_of
from orgs.views.conflicts import conflict, with_version
from plans import chains, history
from plans.filters.documents import DocumentFilter
from plans.forms.documents import CitationForm, DocumentForm, ImplementsForm
from plans.models import Citation, Document, Plan
from plans.models.documents import has_plan
from plans.permissions import can_add_citation, can_edit_document, can_follow_up, can_keep_register, offices_of
from plans.services import citing, documents

MOST_CITATIONS = 100
LATEST = 10


@require_GET
def document_list(request: Request) -> HttpResponse:
    listed = Document.objects.visible_to(request.user).once(request.user)
    chosen = DocumentFilter(request.GET, queryset=listed.for_list(), request=request)
    page = page_of(chosen.qs, request.GET.get("page"))
    offices = {unit.pk for unit in offices_of(request.user)}
    context: dict[str, Any] = {"filter": chosen, "page": page, "offices": offices}
    if offices:
        context["disputed"] = Document.objects.kept_by(request.user).filter(has_conflict=True).count()
    return render(request, "plans/document_list.html", context)


@require_GET
def document_detail(request: Request, pk: int) -> HttpResponse:
    document = visible_document(request, pk)
    keeps = can_keep_register(request.user, document)
    cited = Citation.objects.within(Plan.objects.visible_to(request.user)).of(document).for_list()
    context: dict[str, Any] = {
        "document": document,
        "chain": chains.chain_of(document, request.user),
        "citations": cited[:MOST_CITATIONS],
        "keeps": keeps,
        "follows": can_follow_up(request.user),
        "can_edit": can_edit_document(request.user, document),
    }
    if keeps:
        context["lines"] = history.lines(JournalEntry.objects.about(document)[:LATEST])
    return render(request, "plans/document_detail.html", context)


@require_GET
def document_lineage(request: Request, pk: int) -> HttpResponse:
    """The whole chain, and which committees below carry it on."""
    document = visible_document(request, pk)
    today = timezone.localdate()
    expected = chains.expected_of(document, request.user, today)
    only = request.GET.get("state")
    shown = expected.filter(has_plan=only == "yes") if only in {"yes", "no"} else expected
    page = page_of(shown, request.GET.get("page"))
    context = {
        "document": document,
        "chain": chains.chain_of(document, request.user),
        "counts": chains.count_of(expected),
        "page": page,
        "rows": chains.rows_below(page, document, request.user, today),
        "state": only,
    }
    return render(request, "plans/document_lineage.html", context)


@require_http_methods(["GET", "POST"])
def document_create(request: Request) -> HttpResponse:
    offices = offices_of(request.user)
    if not offices:
        raise PermissionDenied
    keeper = next((unit for unit in offices if str(unit.pk) == request.POST.get("keeper")), offices[0])
    form = DocumentForm(request.POST or None, offices=offices)
    if form.is_valid():
        today = timezone.localdate()
        try:
            document = documents.register_document(keeper=keeper, by=request.user, on=today, **form.facts())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _tell_registered(request, document, form)
            return redirect(document)
    context = {"form": form, "back_url": reverse("plans:document_list")}
    return render(request, "plans/document_form.html", context)


@require_http_methods(["GET", "POST"])
def document_edit(request: Request, pk: int) -> HttpResponse:
    document = visible_document(request, pk)
    if not can_edit_document(request.user, document):
        raise PermissionDenied
    form = DocumentForm(request.POST or None, document=document)
    context: dict[str, Any] = {"document": document, "back_url": document.get_absolute_url()}
    if form.is_valid():
        version, today = form.cleaned_data["version"], timezone.localdate()
        try:
            documents.edit_document(document=document, by=request.user, version=version, on=today, **form.facts())
        except StaleVersion as stale:
            current = cast("Document", stale.current)
            form = DocumentForm(with_version(request, current), document=current)
            context["conflict"] = conflict(current, [form])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã lưu vào sổ văn bản. Kế hoạch đã viện dẫn vẫn giữ nguyên chữ.")
            return redirect(document)
    return render(
        request, "plans/document_form.html", context | {"form": form}, status=409 if "conflict" in context else 200
    )


@require_http_methods(["GET", "POST"])
def document_implements(request: Request, pk: int) -> HttpResponse:
    """Say which documents this one carries out; for a plan, its opening proposes them."""
    document = visible_document(request, pk)
    if not can_keep_register(request.user, document):
        raise PermissionDenied
    form = ImplementsForm(request.POST or None, document=document, pairs=_known_pairs(document))
    if form.is_valid():
        try:
            _set_implements(request, document, form)
        except StaleVersion:
            messages.error(request, "Văn bản vừa được người khác sửa nên chưa ghi. Hãy xem lại rồi lưu lần nữa.")
            return redirect("plans:document_implements", document.pk)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã ghi chuỗi văn bản.")
            return redirect(document)
    context = {"document": document, "form": form, "back_url": document.get_absolute_url()}
    return render(request, "plans/document_implements.html", context)


@require_http_methods(["GET", "POST"])
def citation_create(request: Request, pk: int) -> HttpResponse:
    """Add a citation to a plan by hand."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_list(), pk=pk)
    if not can_add_citation(request.user, plan):
        raise PermissionDenied
    form = CitationForm(request.POST or None)
    if form.is_valid():
        try:
            citation = citing.cite_document(plan=plan, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã thêm {citation.number} vào các văn bản viện dẫn.")
            return redirect(plan)
    return render(
        request, "plans/citation_create.html", {"form": form, "plan": plan, "back_url": plan.get_absolute_url()}
    )


def visible_document(request: Request, pk: int) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.user).for_page(), pk=pk)


def _tell_registered(request: Request, document: Document, form: DocumentForm) -> None:
    """Say whether what was typed was stored, or the document stood there already."""
    if all(getattr(document, name) == form.cleaned_data[name] for name in documents.FACTS):
        messages.success(request, f"Đã ghi {document.short_name()} vào sổ văn bản.")
    else:
        messages.warning(
            request,
            f"{document.short_name()} đã có trong sổ từ trước nên phần vừa nhập chưa ghi. Muốn sửa, bấm Sửa trong sổ.",
        )


def _known_pairs(document: Document) -> list[citing.Pair]:
    """What stands, and for a plan whose chain nobody has looked at yet, what its opening proposes."""
    pairs = [(document, upper) for upper in document.implements.order_by("pk")]
    if has_plan(document) and document.implements_checked_on is None:
        known = {(lower.pk, upper.pk) for lower, upper in pairs}
        proposed = citing.proposed_implements(document.plan)
        pairs += [pair for pair in proposed if (pair[0].pk, pair[1].pk) not in known]
    return pairs


def _set_implements(request: Request, document: Document, form: ImplementsForm) -> None:
    sent = form.cleaned_data
    citing.set_implements(
        document=document, by=request.user, version=sent["version"], on=timezone.localdate(), pairs=form.chosen(),
        number=sent["number"],
    )  # fmt: skip
