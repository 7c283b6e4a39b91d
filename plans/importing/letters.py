"""Vietnamese letters for regular expressions: a range such as à-ỹ would take in capitals. Pure."""

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
UPPER = LOWER.replace("a-z", "").upper() + "A-Z"


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals, a stray small letter allowed."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) > 0.9 * len(letters)
