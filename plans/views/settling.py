"""Where plans disagree about a document: the office says what is right, or lets it rest."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from plans.directives import Conflict, ConflictKind
from plans.forms.documents import SettleForm, variant_words
from plans.models import Document, Plan
from plans.permissions import can_keep_register
from plans.services import documents
from plans.views.documents import visible_document

TITLES = {
    ConflictKind.ISSUED_ON: "Ngày ban hành",
    ConflictKind.TERM: "Khóa của cơ quan ban hành",
    ConflictKind.SPELLING: "Cách ghi số và ký hiệu",
}
GONE = "Chỗ trái nhau này không còn như vậy nữa. Hãy xem lại trang."


@require_http_methods(["GET", "POST"])
def document_settle(request: Request, pk: int) -> HttpResponse:
    document = visible_document(request, pk)
    if not can_keep_register(request.user, document):
        raise PermissionDenied
    found = documents.open_conflicts(document)
    sent = next((one for one in found if one.kind.value == request.POST.get("kind")), None)
    form = SettleForm(request.POST, document=document, conflict=sent) if sent else None
    if form is not None and form.is_valid():
        return _settle(request, document, form)
    if request.method == "POST" and form is None:
        messages.error(request, GONE)
        return redirect("plans:document_settle", document.pk)
    parts = [_part(document, one, form if one is sent else None) for one in found]
    return render(request, "plans/document_settle.html", {"document": document, "parts": parts})


def _settle(request: Request, document: Document, form: SettleForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        documents.settle_conflict(
            document=document, by=request.user, version=said["version"], on=timezone.localdate(),
            kind=ConflictKind(said["kind"]), value=form.judged_right(),
        )  # fmt: skip
    except StaleVersion:
        messages.error(request, "Văn bản vừa được người khác sửa nên chưa ghi. Hãy xem lại rồi chọn lần nữa.")
        return redirect("plans:document_settle", document.pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("plans:document_settle", document.pk)
    messages.success(request, "Đã ghi. Chữ trong các kế hoạch vẫn giữ nguyên như văn bản.")
    rest = documents.open_conflicts(Document.objects.get(pk=document.pk))
    return redirect("plans:document_settle", document.pk) if rest else redirect(document)


def _part(document: Document, found: Conflict, sent: SettleForm | None) -> dict[str, object]:
    """One conflict as the page shows it: who says what, and the form."""
    keys = {source for one in found.variants for source in one.sources if source}
    plans = Plan.objects.select_related("document").in_bulk(keys)
    return {
        "title": TITLES[found.kind],
        "form": sent or SettleForm(document=document, conflict=found),
        "variants": [
            {
                "words": variant_words(found.kind, one.value),
                "is_implied": one.is_implied,
                "in_register": None in one.sources,
                "plans": [plans[source] for source in dict.fromkeys(one.sources) if source in plans],
            }
            for one in found.variants
        ],
    }
