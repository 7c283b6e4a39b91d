"""Print how well plans are read: precision and recall over the corpus in tests/corpus, and every wrong date.

    .venv/bin/python benchmarks/reading_quality.py [--folder FOLDER] [--notes] [NAME …]

Each document is built in its own format and read through the product's door; NAME picks those whose name holds it.
The matching rules stand in tests/corpus/scoring.py. Bounds, for items, assignments, deadlines and citations: 0.98 in
clean text, 0.95 in tables, 0.90 in noise and scans, and no wrong date without a finding. Exit code 1 below them.
"""

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.corpus.building import has_office, needs_office  # noqa: E402 -- run as a file, the root is not on the path
from tests.corpus.form import Document, load  # noqa: E402
from tests.corpus.scoring import BOUNDED, BOUNDS, MEASURES, Score, score  # noqa: E402


def main() -> int:
    arguments = _arguments()
    documents = [
        document
        for document in load(arguments.folder)
        if not arguments.names or any(name in document.name for name in arguments.names)
    ]
    totals = {klass: Score() for klass in BOUNDS}
    counts = dict.fromkeys(BOUNDS, 0)
    for document in documents:
        if needs_office(document) and not has_office():
            print(f"{document.name}: left out, LibreOffice is not installed")
            continue
        _score_one(document, totals, counts, is_noted=arguments.notes)
    return _print_totals(totals, counts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "tests" / "corpus" / "documents")
    parser.add_argument("--notes", action="store_true", help="per document what is missed and what is extra")
    parser.add_argument("names", nargs="*")
    return parser.parse_args()


def _score_one(document: Document, totals: dict[str, Score], counts: dict[str, int], *, is_noted: bool) -> None:
    started = time.perf_counter()
    result = score(document)
    totals[document.klass].add(result)
    counts[document.klass] += 1
    wrong = sum(result.missed[measure] + result.extra[measure] for measure in MEASURES)
    figures = "  ".join(f"{result.precision(m):.2f}/{result.recall(m):.2f}" for m in BOUNDED)
    print(
        f"{document.name:<44} {document.format:<10} {figures}  {wrong:>3} errors {time.perf_counter() - started:5.1f} s"
    )
    if is_noted or (result.notes[:1] and result.notes[0].startswith("not read")):
        for note in result.notes:
            print(f"      {note}")


def _print_totals(totals: dict[str, Score], counts: dict[str, int]) -> int:
    is_below = False
    print(f"\n{'precision / recall':<20}" + "".join(f"{measure:>16}" for measure in MEASURES))
    for klass, total in totals.items():
        if not counts[klass]:
            continue
        cells = []
        for measure in MEASURES:
            precision, recall = total.precision(measure), total.recall(measure)
            is_short = measure in BOUNDED and min(precision, recall) < BOUNDS[klass]
            is_below = is_below or is_short
            cells.append(f"{precision:.3f} / {recall:.3f}{'!' if is_short else ' '}")
        print(f"{klass + f' ({counts[klass]})':<20}" + "".join(f"{cell:>16}" for cell in cells))
    wrong_dates = [entry for total in totals.values() for entry in total.wrong_dates]
    print(f"\nwrong dates accepted without a finding: {len(wrong_dates)}")
    for entry in wrong_dates:
        print(f"  {entry}")
    return int(is_below or bool(wrong_dates))


if __name__ == "__main__":
    sys.exit(main())
