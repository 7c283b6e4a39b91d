"""The outline of a plan with paragraphs of a new version among those that stay, in one order that holds for both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from plans.importing.comparing import Aspect
from plans.models import PlanItem
from plans.revisions import Revision


def rearrange(revision: Revision, fresh: Mapping[str, PlanItem], gone: Collection[int]) -> None:
    """Save `fresh` items (by the key of their pair) in their places and hang every paragraph that stands.

    All paragraphs of all versions get one order, in which those already there keep theirs, so that each older version
    still reads as it did. `gone` are the keys of items that stand no longer.
    """
    outline = list(revision.plan.items.order_by("position", "pk"))
    stands = {item.pk: item.dropped_in is None and item.pk not in gone for item in outline}
    behind = _places(revision, fresh, outline, stands)
    ordered = list(behind[-1])
    for place, item in enumerate(outline):
        ordered += [item, *behind[place]]
    for position, item in enumerate(ordered, start=1):
        item.position = position
    PlanItem.objects.bulk_create(item for item in ordered if item.pk is None)
    _hang([item for item in ordered if stands.get(item.pk, True)])
    PlanItem.objects.bulk_update(ordered, ["position", "parent"], batch_size=200)


def _places(
    revision: Revision, fresh: Mapping[str, PlanItem], outline: list[PlanItem], stands: Mapping[int, bool]
) -> dict[int, list[PlanItem]]:
    """Behind which place of `outline` (-1: before all) each fresh item goes."""
    place_of = {str(item.pk): place for place, item in enumerate(outline)}
    in_new_text = {pair.before.key for pair in revision.pairs if pair.before and pair.after}
    behind: dict[int, list[PlanItem]] = defaultdict(list)
    at = -1
    for pair in revision.pairs:
        if pair.after is None:
            continue
        if pair.before and Aspect.PLACE not in pair.aspects:
            at = max(at, place_of[pair.before.key])
        if pair.key in fresh:
            # What was kept though the new text leaves it out stays with the paragraph it stood below.
            while at + 1 < len(outline) and _is_kept_below(outline[at + 1], fresh[pair.key], in_new_text, stands):
                at += 1
            behind[at].append(fresh[pair.key])
    return behind


def _is_kept_below(
    item: PlanItem, newcomer: PlanItem, in_new_text: Collection[str], stands: Mapping[int, bool]
) -> bool:
    return stands[item.pk] and str(item.pk) not in in_new_text and item.depth > newcomer.depth


def _hang(outline: list[PlanItem]) -> None:
    """Each paragraph below the nearest one before it that is less deep."""
    above: list[PlanItem] = []
    for item in outline:
        while above and above[-1].depth >= item.depth:
            above.pop()
        item.parent = above[-1] if above else None
        above.append(item)
