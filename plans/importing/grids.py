"""Ruled tables: from the lines drawn on a page to cells, merged ones too. Pure.

Lengths in any one unit, from the upper left corner, x to the right and y down.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Cell: TypeAlias = tuple[int, int]  # row and column of its upper left place

MOST_RULES = 3_000  # on a page; a drawing has more, and is no table

_MOST_JOINED = 800

_COVERED = 0.6  # of a cell's side must be drawn, else the cells on both sides are one


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: `at` is its y where it is horizontal, its x where it is vertical."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the edges of its columns and rows; `owner` gives each place the cell that covers it.

    It is open above where its first edge is not drawn, as where it goes on from the page before.
    """

    columns: list[float]
    rows: list[float]
    is_open_above: bool = False
    owner: dict[Cell, Cell] = field(default_factory=dict)

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def bottom(self) -> float:
        return self.rows[-1]

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell (row, column) in which a point lies, None outside the table."""
        row, column = _between(self.rows, y), _between(self.columns, x)
        return None if row is None or column is None else self.owner[row, column]

    def cells(self) -> list[Cell]:
        return sorted(set(self.owner.values()))

    def box(self, cell: Cell) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of a cell."""
        places = [place for place, owner in self.owner.items() if owner == cell]
        bottom, right = (max(place[axis] for place in places) for axis in (0, 1))
        return self.columns[cell[1]], self.rows[cell[0]], self.columns[right + 1], self.rows[bottom + 1]

    def read(self, texts: dict[Cell, str]) -> list[tuple[list[str], list[int], float]]:
        """Return for each row its cells' texts, the columns that go on from the row above, and its top.

        A cell merged to the right leaves blanks in the columns that it covers.
        """
        read = []
        for row in range(len(self.rows) - 1):
            owners = [self.owner[row, column] for column in range(len(self.columns) - 1)]
            cells = [texts.get(owner, "") if owner == (row, column) else "" for column, owner in enumerate(owners)]
            merged = [column for column, owner in enumerate(owners) if owner[0] < row and owner[1] == column]
            if any(cells):
                read.append((cells, merged, self.rows[row]))
        return read


def find_grids(horizontal: Iterable[Rule], vertical: Iterable[Rule], tolerance: float) -> list[Grid]:
    """Return the tables of two or more columns that the rules make, from top to bottom.

    Edges nearer to each other than `tolerance` are one.
    """
    across, down = _joined(horizontal, tolerance), _joined(vertical, tolerance)
    if len(across) + len(down) > _MOST_JOINED:
        return []
    across = [rule for rule in across if sum(_crosses(rule, other, tolerance) for other in down) > 1]
    down = [rule for rule in down if sum(_crosses(rule, other, tolerance) for other in across) > 0]
    grids = [_grid(rows, columns, tolerance) for rows, columns in _clusters(across, down, tolerance)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.top)


def _joined(rules: Iterable[Rule], tolerance: float) -> list[Rule]:
    """Return the rules with those that lie in one line and touch made one."""
    joined: list[Rule] = []
    for at, members in _grouped(sorted(rules, key=lambda rule: rule.at), tolerance):
        current: Rule | None = None
        for rule in sorted(members, key=lambda rule: rule.start):
            if current is not None and rule.start <= current.end + tolerance:
                current = Rule(at, current.start, max(current.end, rule.end))
                joined[-1] = current
            else:
                current = Rule(at, rule.start, rule.end)
                joined.append(current)
    return joined


def _grouped(rules: Sequence[Rule], tolerance: float) -> Iterable[tuple[float, list[Rule]]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > tolerance:
            yield _middle(group), group
            group = []
        group.append(rule)
    if group:
        yield _middle(group), group


def _middle(group: Sequence[Rule]) -> float:
    return (group[0].at + group[-1].at) / 2


def _clusters(across: list[Rule], down: list[Rule], tolerance: float) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Yield the rules that hang together, table by table."""
    parent = list(range(len(across) + len(down)))

    def find(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row, rule in enumerate(across):
        for column, other in enumerate(down, start=len(across)):
            if _crosses(rule, other, tolerance):
                parent[find(row)] = find(column)
    members: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate([*across, *down]):
        members[find(index)][index >= len(across)].append(rule)
    return members.values()


def _crosses(rule: Rule, other: Rule, tolerance: float) -> bool:
    """Whether a horizontal and a vertical rule meet."""
    return (
        rule.start - tolerance <= other.at <= rule.end + tolerance
        and other.start - tolerance <= rule.at <= other.end + tolerance
    )


def _grid(across: list[Rule], down: list[Rule], tolerance: float) -> Grid | None:
    if not across or not down:
        return None
    rows = [at for at, _ in _grouped(across, tolerance)]
    columns = [at for at, _ in _grouped(sorted(down, key=lambda rule: rule.at), tolerance)]
    is_open_above = _close(rows, down, tolerance)
    _close(columns, across, tolerance)
    if len(rows) < 2 or len(columns) < 3:
        return None
    grid = Grid(columns, rows, is_open_above)
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            above, left = grid.owner.get((row - 1, column)), grid.owner.get((row, column - 1))
            if left is not None and not _is_drawn(down, columns[column], (rows[row], rows[row + 1]), tolerance):
                grid.owner[row, column] = left
            elif above is not None and not _is_drawn(
                across, rows[row], (columns[column], columns[column + 1]), tolerance
            ):
                grid.owner[row, column] = above
            else:
                grid.owner[row, column] = (row, column)
    return grid


def _close(edges: list[float], rules: list[Rule], tolerance: float) -> bool:
    """Add the outer edges that are not drawn (a page break, a style without sides): where most rules that lead there
    end. Return whether the first edge was missing."""
    before = [rule.start for rule in rules if rule.start < edges[0] - tolerance]
    after = [rule.end for rule in rules if rule.end > edges[-1] + tolerance]
    if len(after) > 1:
        edges.append(max(after))
    if len(before) > 1:
        edges.insert(0, min(before))
    return len(before) > 1


def _is_drawn(rules: Iterable[Rule], at: float, side: tuple[float, float], tolerance: float) -> bool:
    start, end = side
    drawn = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= tolerance
    )
    return drawn >= _COVERED * (end - start)


def _between(edges: Sequence[float], value: float) -> int | None:
    return next((index for index in range(len(edges) - 1) if edges[index] <= value < edges[index + 1]), None)
