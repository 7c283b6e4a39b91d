"""Passwords: rules of our own, and first passwords that people can read off a slip of paper."""

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

DEMO_PASSWORD = "danvan-demo"  # noqa: S105 -- known on purpose, and refused everywhere but in the demo
DEMO_ACCOUNTS = {
    "quantri": "quản trị, Đảng ủy phường Quy Nhơn",
    "vanphong": "văn phòng, Đảng ủy phường Quy Nhơn",
    "lanhdao": "lãnh đạo, Đảng ủy phường Quy Nhơn",
    "donvi": "một chi bộ của phường Quy Nhơn",
    "vanphong.tinh": "văn phòng, UBND tỉnh Gia Lai",
    "lanhdao.tinh": "lãnh đạo, UBND tỉnh Gia Lai",
    "vanphong.tinhuy": "văn phòng, Tỉnh ủy Gia Lai",
    "donvi.tinh": "Sở Nội vụ tỉnh Gia Lai",
}


class LongEnough(MinimumLengthValidator):
    """Django's rule, with a sentence in Vietnamese, which Django has not."""

    def get_error_message(self) -> str:
        return f"Mật khẩu quá ngắn: cần ít nhất {self.min_length} ký tự. Một câu ngắn dễ nhớ là tốt nhất."

    def get_help_text(self) -> str:
        return f"Ít nhất {self.min_length} ký tự."


class NotTheDemoPassword:
    """Refuse the password of the demo accounts outside demo mode."""

    def validate(self, password: str, user: object = None) -> None:
        if not settings.DEMO and password.casefold() == DEMO_PASSWORD:
            raise ValidationError("Đây là mật khẩu của bản dùng thử, ai cũng biết. Hãy chọn mật khẩu khác.")

    def get_help_text(self) -> str:
        return "Không dùng mật khẩu của bản dùng thử."


# One syllable of this list is said and typed in one way only: no accents, nothing that looks like a digit.
_SYLLABLES = [first + rest for first in "bdhkmnrtvx" for rest in ("an", "at", "em", "en", "on", "ong", "ung", "uyen")]
_DIGITS = "23456789"


def first_password(seed: str) -> str:
    """Return the first password that grows from a random seed and our secret key, such as "ran-tong-kem-vung-4837".

    37 bits, and sign-in is throttled. The seed alone tells nothing of it.
    """
    number = int.from_bytes(salted_hmac("orgs.passwords.first_password", seed, algorithm="sha256").digest())
    parts = []
    for choices in [_SYLLABLES] * 4 + [_DIGITS] * 4:
        number, place = divmod(number, len(choices))
        parts.append(choices[place])
    return "-".join([*parts[:4], "".join(parts[4:])])
