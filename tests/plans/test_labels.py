import pytest

from plans.labels import next_label


@pytest.mark.parametrize(
    ("label", "following"),
    [
        ("1.", "2."), ("2.9.", "2.10."), ("II.", "III."), ("IX -", "X -"), ("a)", "b)"), ("d)", "đ)"), ("y)", "y)"),
        ("-", "-"), ("+", "+"), ("", ""), ("XV.", "XV."), ("Mục 3:", "Mục 4:"),
    ],
)  # fmt: skip
def test_next_label_follows_and_keeps_its_marks(label, following):
    assert next_label(label) == following
