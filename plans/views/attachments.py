"""Files that units sent. They leave the house only as downloads, never as pages (TRUST.md §5.1)."""

from __future__ import annotations

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from orgs.http import Request, send_file
from plans.models import Attachment


@require_GET
def attachment_download(request: Request, pk: int) -> FileResponse:
    attachment = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    return send_file(attachment.file, attachment.name, attachment.content_type)
