"""Vietnamese letters for regular expressions: a range such as à-ỹ would take in capitals. Pure."""

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
UPPER = LOWER.replace("a-z", "").upper() + "A-Z"

_LONGEST_HEADING = 600


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals, a stray small letter allowed; told from as much as a heading can hold."""
    letters = [char for char in text[:_LONGEST_HEADING] if char.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) > 0.9 * len(letters)
