"""The buttons below a form that is a page of its own; the page gives `back_url`."""

from crispy_forms.layout import HTML

SAVE = HTML(
    """<div class="form-actions buttons"><button class="btn-main" type="submit">Lưu</button>
<a class="btn-second" href="{{ back_url }}">Thôi</a></div>"""
)
