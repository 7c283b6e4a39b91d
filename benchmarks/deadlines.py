"""Print how long deadlines take to read: running text from 12.5 kB to 1 MB, and text made to be slow.

    .venv/bin/python benchmarks/deadlines.py

A reference run (hashing 64 MB) is printed first and again last: compare figures between machines by their ratio to
it. The promise is 100 kB of running text within 100 ms where the reference run takes 0.2 s, that is within half of
it, and time that grows with the length: a ratio near 2 for each doubling. Exit code 1 where a bound is broken.
"""

import hashlib
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from plans.deadlines import find_deadlines, read_deadlines  # noqa: E402 -- the benchmark runs without installing us

PLAN = {"issued_on": date(2026, 5, 5), "start": date(2026, 1, 1), "end": date(2026, 12, 31)}
PROMISED_BYTES, PROMISED_SHARE, WORST_GROWTH = 100_000, 0.5, 2.6
# A page of a plan in our own words: prose, citations, and deadlines as thick as in a real third section.
PAGE = """Các cấp ủy, chi bộ trực thuộc tiếp tục lãnh đạo việc học tập, quán triệt và cụ thể hóa Kết luận số 43-KL/TW,
ngày 07/01/2019 của Ban Bí thư; gắn với việc thực hiện quy chế dân chủ ở cơ sở và phong trào thi đua của địa phương.
Trước hết, tập trung giải quyết kịp thời các kiến nghị chính đáng của Nhân dân, không để phát sinh điểm nóng. Nâng cao
chất lượng tiếp dân, đối thoại; phát huy vai trò của người có uy tín trong đồng bào và của các chức sắc tôn giáo.
Mặt trận Tổ quốc và các tổ chức chính trị - xã hội phường vận động đoàn viên, hội viên hưởng ứng xây dựng các mô hình
"Dân vận khéo" giai đoạn 2026 - 2030, mỗi tổ chức có ít nhất 01 mô hình được công nhận (hoàn thành trong quý III/2026).
Ủy ban nhân dân phường chỉ đạo cải cách hành chính, công khai thủ tục, rút ngắn thời gian giải quyết hồ sơ của dân.
Các chi bộ xây dựng kế hoạch, tổ chức thực hiện, định kỳ báo cáo kết quả về Đảng ủy trước ngày 15/6 và 15/12 hằng năm.
"""
HOSTILE = ("trước ngày ", "12 ", "1/", "quý ", "( trước ngày ", "((((", "15/6 và ", "hoàn thành trong ", "mười ")
HOSTILE_TIMES = 10_000


def main() -> int:
    reference = measure(_reference)
    print(f"reference run (hashing 64 MB): {1000 * reference:.0f} ms\n")
    is_promise_kept = _print_running_text(reference)
    is_linear = _print_hostile()
    reference_after = measure(_reference)
    print(f"\nreference run again: {1000 * reference_after:.0f} ms")
    print(f"promise kept: {is_promise_kept}, growth linear: {is_linear}")
    return 0 if is_promise_kept and is_linear else 1


def _reference() -> None:
    hashlib.sha256(b"x" * 64_000_000).hexdigest()


def measure(work: Callable[[], object], *, runs: int = 3) -> float:
    """Return the shortest of `runs` in seconds of this program's own: what others take is left out."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def _text_of(size: int) -> str:
    """A text of `size` bytes in UTF-8."""
    return (PAGE * (size // len(PAGE) + 1)).encode()[:size].decode(errors="ignore")


def _print_running_text(reference: float) -> bool:
    """Sizes double, but for the step from 100 to 125 kB."""
    print(f"{'running text':>16} {'ms':>8} {'ratio':>6} {'of the reference':>17}")
    taken: dict[int, float] = {}
    for size in (12_500, 25_000, 50_000, PROMISED_BYTES, 125_000, 250_000, 500_000, 1_000_000):
        text = _text_of(size)
        taken[size] = measure(lambda text=text: find_deadlines(text, **PLAN))
        ratio = f"{taken[size] / taken[size // 2]:.1f}" if size // 2 in taken else ""
        print(f"{size / 1000:>13} kB {1000 * taken[size]:>8.1f} {ratio:>6} {taken[size] / reference:>17.2f}")
    return taken[PROMISED_BYTES] <= PROMISED_SHARE * reference


def _print_hostile() -> bool:
    print(f"\n{'repeated':>20} {'kB':>5} {'found in ms':>12} {'ratios':>10} {'read in ms':>11} {'ratios':>10}")
    is_linear = True
    for piece in HOSTILE:
        found = [_measure_repeated(find_deadlines, piece, share) for share in (4, 2, 1)]
        read = [_measure_repeated(read_deadlines, piece, share) for share in (4, 2, 1)]
        kilobytes = len(piece.encode()) * HOSTILE_TIMES // 1000
        said = f"{piece!r:>20} {kilobytes:>5} {found[-1]:>12.0f} {_ratios(found):>10}"
        print(f"{said} {read[-1]:>11.0f} {_ratios(read):>10}")
        is_linear = is_linear and max(found[2] / found[1], read[2] / read[1]) <= WORST_GROWTH
    return is_linear


def _measure_repeated(act: Callable[..., object], piece: str, share: int) -> float:
    text = piece * (HOSTILE_TIMES // share)
    return 1000 * measure(lambda: act(text, **PLAN), runs=2)


def _ratios(times: list[float]) -> str:
    return " ".join(f"{later / earlier:.1f}" for earlier, later in pairwise(times))


if __name__ == "__main__":
    sys.exit(main())
