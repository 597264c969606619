"""What every key of a dataset means, in a sentence: what an editor shows beside it.

The keys are those of the records in `model`; what several kinds of item share stands once, under `Item`.
"""

from gti_cli.dataset.model import (
    Center,
    Changes,
    Count,
    Dataset,
    Event,
    Figure,
    Initiative,
    Item,
    Metric,
    Phase,
    Region,
    Review,
    Source,
    Stages,
    Update,
)


def meaning(record: type, key: str) -> str:
    """What a key of a record means; raises KeyError where nobody has said so."""
    return next(MEANINGS[kind][key] for kind in record.__mro__ if key in MEANINGS.get(kind, ()))


MEANINGS: dict[type, dict[str, str]] = {
    Dataset: {
        "format": "The format of the file: 1. It stands before the first table.",
        "initiative": "What the file is about.",
        "stages": "The stages of each kind of item, in order. A kind that is left out keeps its default.",
        "sources": "Where statements come from.",
        "phases": "The strands of work.",
        "centers": "Items: places that people visit.",
        "regions": "Items: users whose data is moved together.",
        "reviews": "Items: audits, certifications, legal assessments.",
        "milestones": "Items: anything else that can be announced and completed.",
        "metrics": "Numbers that updates report now and then.",
        "updates": "What was published, and when; oldest first. A new statement is a new update.",
    },
    Initiative: {
        "id": "The initiative's id, unique over the whole file.",
        "name": "The initiative's name.",
        "organization": "Who runs the initiative.",
        "announced": "When the initiative was announced.",
        "summary": "A sentence about the initiative.",
        "url": "The initiative's address.",
        "complete_through": (
            "The log holds all that was published up to this day, and answers are given as of it. "
            "Left out of a log that is kept up to date."
        ),
    },
    Stages: {
        "centers": "The stages of a center, in order; the last one is done.",
        "regions": "The stages of a region, in order; the last one is done.",
        "reviews": "The stages of a review, in order; the last one is done.",
        "milestones": "The stages of a milestone, in order; the last one is done.",
    },
    Source: {
        "id": "The source's id, unique over the whole file; updates name it.",
        "title": "The source's title.",
        "publisher": "Who publishes it.",
        "url": "The source's address.",
        "independent": "true: not published by the organization itself.",
    },
    Phase: {
        "id": "The phase's id, unique over the whole file; items and metrics name it.",
        "name": "The phase's name.",
        "summary": "A sentence about the phase.",
    },
    Item: {
        "id": "The item's id, unique over the whole file; events name it.",
        "phase": "The id of the phase that the item belongs to.",
        "name": "The item's name, as it was known from the start.",
        "aliases": "Other ids by which commands find the item; unique over the whole file.",
        "summary": "A sentence about the item.",
    },
    Center: {
        "city": "The city that the center is in, if known from the start.",
        "country": "The country that the center is in, if known from the start.",
        "host": "Who houses or partners the center, if known from the start.",
    },
    Region: {
        "countries": "The countries in the region.",
        "destination": "Where the region's data goes.",
    },
    Review: {
        "standard": "The standard that the review applies, if known from the start.",
        "reviewer": "Who reviews, if known from the start.",
        "scope": "What is reviewed, if known from the start.",
    },
    Metric: {
        "id": "The metric's id, unique over the whole file; figures name it.",
        "phase": "The id of the phase that the metric belongs to.",
        "name": "The metric's name.",
        "unit": "What the number counts.",
        "since": "Where the count starts.",
        "cumulative": "true: the number may only grow.",
    },
    Update: {
        "date": "The day of publication.",
        "title": "What was published, in a few words.",
        "source": "The id of the source in which it was published.",
        "summary": "A sentence about it.",
        "url": "This statement's own address.",
        "events": "What the update says about items, one thing each.",
        "figures": "The numbers that the update reports.",
        "counts": "How many items the update says have reached a stage; held against what follows from the log.",
    },
    Event: {
        "item": "The id of the item that it is about; an alias is refused here.",
        "stage": "The stage that is reached, promised or not yet reached: one of its kind's, or withdrawn.",
        "when": "When it happened; without it, on or before the day of publication.",
        "target": "By when the stage is promised, or undated. It makes the event a promise.",
        "not_yet": "true: the stage had not been reached on the day of publication.",
        "set": "Fields of the item that have a new value from the day of publication on.",
        "note": "A remark.",
        "said": "The source's own few words for the date, shown beside what was made of them.",
        "implied": "true: the source implies it without saying it.",
        "corrects": "true: what was reported about this stage before is taken back, and this stands instead.",
    },
    Changes: {
        "name": "The item's new name.",
        "summary": "A new sentence about the item.",
        "city": "A center's new city.",
        "country": "A center's new country.",
        "host": "Who houses or partners a center from now on.",
        "countries": "The countries in a region from now on.",
        "destination": "Where a region's data goes from now on.",
        "standard": "The standard that a review now applies.",
        "reviewer": "Who reviews from now on.",
        "scope": "What is reviewed from now on.",
    },
    Figure: {
        "metric": "The id of the metric.",
        "value": "Its value.",
        "at_least": 'true: the source says "more than".',
    },
    Count: {
        "kind": "The kind of item that is counted.",
        "stage": "The stage that they have reached, or gone beyond; not withdrawn.",
        "value": "How many the source says there are.",
    },
}
