"""The web of documents as a graph: who is reached from whom. Pure; keys are numbers, an edge is (lower, upper)."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST = 200

Edges = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Step:
    """One document on the way: how many steps from the start, and the one it was reached from."""

    key: int
    depth: int
    reached_from: int


def walk(start: int, edges: Edges, *, most: int = MOST) -> list[Step]:
    """What is reached from `start` along the edges, each once, a branch at a time, at most `most` documents.

    A document that is reached by several ways stands where the longest of them puts it, so that a plan which
    names its superior's plan and the directive above both reads as one chain. Loops end where they close.
    """
    following = _following(edges)
    depths, parents = _longest_ways(start, following)
    branches: dict[int, list[int]] = defaultdict(list)
    for key, parent in parents.items():
        branches[parent].append(key)
    steps: list[Step] = []
    waiting = [start]
    while waiting and len(steps) < most:
        key = waiting.pop()
        if key != start:
            steps.append(Step(key, depths[key], parents[key]))
        waiting += reversed(branches[key])
    return steps


def leads_to(start: int, goal: int, edges: Edges) -> bool:
    """Whether `goal` is `start` or is reached from it: then an edge from `goal` to `start` would close a loop."""
    following, seen, waiting = _following(edges), {start}, deque([start])
    while waiting:
        key = waiting.popleft()
        if key == goal:
            return True
        fresh = [one for one in following.get(key, []) if one not in seen]
        seen.update(fresh)
        waiting += fresh
    return False


def _following(edges: Edges) -> dict[int, list[int]]:
    following: dict[int, list[int]] = defaultdict(list)
    for one, other in edges:
        following[one].append(other)
    return following


def _longest_ways(start: int, following: Mapping[int, list[int]]) -> tuple[dict[int, int], dict[int, int]]:
    """The depth of every document reached, and from whom; in the order of a topological sort, loops cut."""
    depths: dict[int, int] = {start: 0}
    parents: dict[int, int] = {}
    for key in _in_order(start, following):
        for one in following.get(key, []):
            if depths.get(one, -1) < depths[key] + 1 and one != start and not _is_above(one, key, parents):
                depths[one], parents[one] = depths[key] + 1, key
    return depths, parents


def _in_order(start: int, following: Mapping[int, list[int]]) -> list[int]:
    """Everything reached, each before what follows it (but where a loop forbids that)."""
    done: list[int] = []
    seen = {start}
    path: list[tuple[int, int]] = [(start, 0)]
    while path:
        key, at = path.pop()
        below = following.get(key, [])
        if at == len(below):
            done.append(key)
            continue
        path.append((key, at + 1))
        if below[at] not in seen:
            seen.add(below[at])
            path.append((below[at], 0))
    return done[::-1]


def _is_above(key: int, other: int, parents: Mapping[int, int]) -> bool:
    """Whether the way to `other` leads through `key`."""
    at: int | None = other
    while at is not None:
        if at == key:
            return True
        at = parents.get(at)
    return False
