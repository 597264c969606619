"""The history that registers tell: of each row what has changed since it was seen last becomes a statement.

What a log says already counts as seen, so that nothing is said twice.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher

from msgspec import Struct

from gti_cli.dataset.ids import Ids
from gti_cli.dataset.model import Dataset, Event, Item
from gti_cli.dataset.slugs import new_id
from gti_cli.dates.phrase import Phrase
from gti_cli.errors import UsageError
from gti_cli.sheets.mapping import SheetMap
from gti_cli.sheets.register import Entry, Register
from gti_cli.sheets.status import ASSESSED, MEANINGS, NO, NOT_YET, REACHED, WITHDRAWN, YES, meaning_of
from gti_cli.words import quoted, searchable
from gti_cli.write.update import Pairs, Part

LONGEST_ASSESSED = 40
"""So many characters a word of what was judged may have; a longer one is a note."""

MOST_COMPARED = 250_000
"""Pairs of rows that are compared for a name that may have changed."""

ALIKE = 0.6
"""From this likeness on, of 1, two names may be of one thing."""


class Known(Struct):
    """What has been said of an item so far. `target_day` is that of its newest target."""

    id: str
    stages: Sequence[str]
    name: str
    owners: tuple[str, ...] | None
    phase: str
    is_named: bool = False
    target: Phrase | None = None
    target_day: date = date.min
    done: Phrase | bool = False
    withdrawn: bool = False
    not_yet: bool = False
    assessed: str = ""
    notes: set[str] = set()

    def take(self, event: Event, day: date) -> None:
        """Take in an event of the log."""
        self.is_named = True
        last = event.stage == self.stages[-1]
        match event.type:
            case "promised" if last and event.target and event.by is None:
                self.target, self.target_day = event.target, day
            case "reached" if last:
                self.done = event.when or True
            case "not_yet" if last:
                self.not_yet = True
            case "withdrawn":
                self.withdrawn = True
        self.assessed = event.assessed or self.assessed
        if event.note:
            self.notes.add(event.note)
        if event.set:
            self.name, self.owners = event.set.name or self.name, event.set.owners or self.owners
            self.phase = event.set.phase or self.phase


class History(Struct, frozen=True):
    """What registers tell: new items and phases as tables, statements by their day, and what is to be told of them."""

    items: Sequence[Pairs]
    phases: Sequence[Pairs]
    statements: Sequence[tuple[date, Part]]
    texts: Sequence[str]
    changes: Sequence[str]
    words: Mapping[tuple[str, str], int]
    known: int


def history(
    registers: Sequence[Register], wanted: SheetMap, same: Sequence[str], dataset: Dataset, default_phase: str
) -> History:
    """What registers tell that a dataset does not have yet, the oldest first.

    `same` has pairs, OLD=NEW, of which both are names of one row. Raises UsageError where there is no such row.
    """
    ordered = sorted(registers, key=lambda register: register.file.day)
    teller = _Teller(wanted, dataset, default_phase, _renamed(ordered, same))
    for register in ordered:
        teller.take(register)
    return teller.history()


def _renamed(registers: Sequence[Register], same: Sequence[str]) -> dict[str, str]:
    """The key of a row as it is now, with the one that it had; raises UsageError where no row has one of them."""
    known = {name: entry.key for register in registers for entry in register.entries for name in _names_of(entry)}
    found = {}
    for words in same:
        halves = [(words[:at].strip(), words[at + 1 :].strip()) for at, sign in enumerate(words) if sign == "="]
        pairs = [(searchable(old), searchable(new)) for old, new in halves]
        pair = next(((old, new) for old, new in pairs if old in known and new in known), None)
        if pair is None:
            raise UsageError(f"Error: --same {words}: no row has both of these names; write it as OLD=NEW")
        found[known[pair[1]]] = known[pair[0]]
    return found


def _names_of(entry: Entry) -> tuple[str, ...]:
    return entry.key, searchable(entry.name), searchable(entry.ref)


class _Teller:
    def __init__(self, wanted: SheetMap, dataset: Dataset, default_phase: str, renamed: Mapping[str, str]) -> None:
        self._wanted = wanted
        self._dataset = dataset
        self._default = default_phase
        self._renamed = renamed
        self._ids = Ids(dataset)
        self._taken = {word for words in self._ids.by_type.values() for word in words}
        self._there = {item.id: item for item in dataset.items()}
        self._said: dict[str, list[tuple[date, Event]]] = {}
        for update in sorted(dataset.updates, key=lambda update: update.date):
            for event in update.events:
                self._said.setdefault(event.item, []).append((update.date, event))
        self._of: dict[str, Known] = {}
        self._phases = {searchable(phase.name): phase.id for phase in dataset.phases}
        self._items: dict[str, Pairs] = {}
        self._new_phases: list[Pairs] = []
        self._statements: list[tuple[date, Part]] = []
        self._texts: list[str] = []
        self._changes: list[str] = []
        self._words: Counter[tuple[str, str]] = Counter()
        self._before: dict[str, Entry] | None = None
        self._repeated = 0

    def take(self, register: Register) -> None:
        """Take in a register, which is not older than those before it."""
        now = {self._renamed.get(entry.key, entry.key): entry for entry in register.entries}
        new = [entry for key, entry in now.items() if key not in self._of]
        for key, entry in now.items():
            known = self._known(key, entry)
            said = list(_Row(entry, known, self._wanted, register.file.is_dated, self).statements())
            self._repeated += not said
            self._statements += said
        if self._before is not None:
            self._changes += _goings(self._before, now, new, register.file.sheet.name)
        self._before = now

    def history(self) -> History:
        """All that was taken in."""
        return History(
            list(self._items.values()),
            self._new_phases,
            self._statements,
            self._texts,
            self._changes,
            self._words,
            self._repeated,
        )

    def count(self, word: str, meaning: str) -> None:
        """Note what a word was read as."""
        self._words[word, meaning] += 1

    def text(self, entry: Entry, told: str) -> None:
        """Note what stands in place of a date, or cannot be a statement."""
        self._texts.append(f"{entry.place[0]}:{entry.place[1]}: {entry.name}: {told}")

    def phase(self, name: str) -> str:
        """The id of a phase by its name, which is new where there is none yet."""
        name = name or self._default
        plain = searchable(name)
        if plain not in self._phases:
            self._phases[plain] = new_id(name, self._taken, "phase")
            self._new_phases.append({"id": self._phases[plain], "name": name})
        return self._phases[plain]

    def _known(self, key: str, entry: Entry) -> Known:
        """What is known of the item of a row, up to the day of the row."""
        known = self._of.get(key)
        if known is None:
            item = self._item(entry)
            known = self._of[key] = self._new(entry) if item is None else self._old(item)
        said = self._said.get(known.id, [])
        while said and said[0][0] <= entry.day:
            day, event = said.pop(0)
            known.take(event, day)
        return known

    def _item(self, entry: Entry) -> Item | None:
        """The item of the dataset that a row is about, by its id, an alias or its name."""
        for word in (entry.ref, entry.name):
            found = self._ids.named(word, "item") if word else []
            if len(found) == 1:
                return self._there[found[0][1]]
        return None

    def _old(self, item: Item) -> Known:
        stages = self._dataset.stages_of(item)
        return Known(item.id, stages, item.name, item.owners, item.phase, notes=set())

    def _new(self, entry: Entry) -> Known:
        id_ = new_id(entry.name, self._taken)
        phase = self.phase(entry.phase)
        pairs: dict[str, object] = {"id": id_, "phase": phase, "name": entry.name}
        if entry.ref and (alias := new_id(entry.ref, set())) not in self._taken:
            self._taken.add(alias)
            pairs["aliases"] = (alias,)
        if entry.owners:
            pairs["owners"] = entry.owners
        self._items[id_] = pairs
        stages = self._dataset.stages.of("milestone")
        return Known(id_, stages, entry.name, entry.owners, phase, notes=set())


class _Row:
    """What a row says that was not known."""

    def __init__(self, entry: Entry, known: Known, wanted: SheetMap, is_dated: bool, teller: _Teller) -> None:
        self._entry = entry
        self._known = known
        self._wanted = wanted
        self._teller = teller
        self._notes: list[str] = []
        self._words = [
            (word, self._meaning(word))
            for word in (entry.status, entry.word if entry.word.casefold() not in NO else "")
            if word
        ]
        made = entry.made.phrase
        self._made = made.span.latest if made else None
        self._own_day = None if is_dated or not (made and made.span.is_one_day) else self._made
        self._is_done = bool(entry.done.phrase) or any(meaning == REACHED for _, meaning in self._words)
        self._is_given_up = any(meaning == WITHDRAWN for _, meaning in self._words)

    def statements(self) -> Iterator[tuple[date, Part]]:
        """The statements, each with the day on which it is said."""
        events = [*self._promise(), *self._outcome(), *self._judged()]
        changes = self._changes()
        note = self._note()
        if not (events or self._known.is_named or note or changes):
            events = [(self._own_day or self._entry.day, self._announced())]
        elif not events and (note or changes):
            events = [(self._entry.day, {"item": self._known.id})]
        for at, (day, pairs) in enumerate(events):
            if at == len(events) - 1:
                pairs = {**pairs, **changes, **note}
            if self._entry.link and (at == 0 or day != events[at - 1][0]):
                pairs = {**pairs, "url": self._entry.link}
            yield day, Part(":".join(map(str, self._entry.place)), pairs)
        self._known.is_named = True

    def _meaning(self, word: str) -> str:
        meaning = REACHED if word.casefold() in YES else meaning_of(word, self._wanted.status)
        if meaning not in (*MEANINGS, *self._known.stages):
            raise UsageError(
                f"Error: the map reads {quoted(word)} as {quoted(meaning)}, which is no stage of {self._known.id}; "
                f"there is {', '.join((*MEANINGS, *self._known.stages))}"
            )
        return REACHED if meaning == self._known.stages[-1] else meaning

    def _promise(self) -> Iterator[tuple[date, Pairs]]:
        """The date by which it is promised, where that is new."""
        entry, known = self._entry, self._known
        due = entry.due.phrase
        if due is None:
            if entry.due.text:
                self._instead("due", entry.due.text)
            return
        if known.target and _days_of(known.target) == _days_of(due):
            return
        pairs: dict[str, object] = {
            "item": known.id,
            "stage": known.stages[-1],
            "target": entry.due.written,
        }
        day = self._own_day or entry.day
        if day == entry.day and not self._retrospect(pairs, due):
            moved = f"due {quoted(due.text)} now, when {self._why_no_promise()}"
            self._teller.text(entry, f"{moved}; written as a note")
            self._notes.append(f"Due: {due.text}")
        else:
            known.target_day = day
            yield day, pairs
        known.target = due

    def _retrospect(self, pairs: dict[str, object], due: Phrase) -> bool:
        """Say when it was promised, where that is before the sheet; False where nothing tells that."""
        known, day, latest = self._known, self._entry.day, due.span.latest
        is_first = known.target is None
        if is_first and self._made and self._made < day:
            pairs["stated"] = self._entry.made.written
        elif self._is_done or known.done or (latest and latest < day):
            done = self._entry.done.phrase
            ends = [latest, done and (done.span.earliest or done.span.latest), day]
            before = min(end for end in ends if end)
            if known.done or (not is_first and (self._is_done or before - timedelta(days=1) <= known.target_day)):
                return False
            pairs["stated"] = f"before {before}"
        return True

    def _why_no_promise(self) -> str:
        return "it is done" if self._is_done or self._known.done else "that day had passed at the sheet before"

    def _outcome(self) -> Iterator[tuple[date, Pairs]]:
        """That it is done, or given up."""
        entry, known = self._entry, self._known
        done = entry.done.phrase
        when = {"when": entry.done.written} if done else {}
        day = entry.day
        if self._own_day and done and done.span.is_one_day and done.span.latest and done.span.latest >= self._own_day:
            day = done.span.latest
        if self._is_given_up:
            if not known.withdrawn:
                known.withdrawn = True
                yield day, {"item": known.id, "stage": WITHDRAWN, **when}
        elif self._is_done:
            is_other = isinstance(known.done, Phrase) and done and _days_of(known.done) != _days_of(done)
            if not known.done or is_other:
                known.done = done or True
                corrects = {"corrects": True} if is_other else {}
                yield day, {"item": known.id, "stage": known.stages[-1], **when, **corrects}

    def _judged(self) -> Iterator[tuple[date, Pairs]]:
        """What a word for its state says beside that."""
        entry, known = self._entry, self._known
        for word, meaning in self._words:
            self._teller.count(word, meaning)
            about = {"item": known.id, "stage": known.stages[-1]}
            if meaning == NOT_YET and not known.not_yet:
                known.not_yet = True
                yield entry.day, {**about, "not_yet": True}
            elif meaning in known.stages and meaning != known.assessed:
                known.assessed = meaning
                yield entry.day, {"item": known.id, "stage": meaning}
            elif meaning == ASSESSED and word is not entry.status:
                self._instead("done", word)
            elif meaning == ASSESSED and len(word) > LONGEST_ASSESSED:
                self._notes.append(f"Status: {word}")
            elif meaning == ASSESSED and word != known.assessed:
                known.assessed = word
                yield entry.day, {**about, "assessed": word}

    def _instead(self, role: str, text: str) -> None:
        """Keep a text that stands where a date should."""
        self._teller.text(self._entry, f"{role} {quoted(text)}")
        self._notes.append(f"{role.capitalize()}: {text}")

    def _changes(self) -> Pairs:
        """What is new of the item itself."""
        entry, known = self._entry, self._known
        found: dict[str, object] = {}
        if searchable(entry.name) != searchable(known.name):
            found["name"] = known.name = entry.name
        if entry.owners and entry.owners != known.owners:
            found["owners"] = known.owners = entry.owners
        if entry.phase and (phase := self._teller.phase(entry.phase)) != known.phase:
            found["phase"] = known.phase = phase
        return {"set": found} if found else {}

    def _note(self) -> Pairs:
        """The remarks that are new, as one note."""
        found = [note for note in (*self._notes, self._entry.note) if note and note not in self._known.notes]
        joined = "; ".join(found)
        if not found or joined in self._known.notes:
            return {}
        self._known.notes.update((*found, joined))
        return {"note": joined}

    def _announced(self) -> Pairs:
        """That there is such an item."""
        known, made = self._known, self._entry.made
        if len(known.stages) == 1:
            return {"item": known.id, "note": "In the register."}
        return {"item": known.id, "stage": known.stages[0], **({"when": made.written} if made.phrase else {})}


def _days_of(phrase: Phrase) -> tuple[object, ...]:
    return phrase.span, phrase.firm, phrase.takes_back


def _goings(before: Mapping[str, Entry], now: Mapping[str, Entry], new: Sequence[Entry], sheet: str) -> Iterator[str]:
    """Which rows are gone, and which of these may be new ones of another name, with the option that says so."""
    gone = [entry for key, entry in before.items() if key not in now]
    if len(gone) * len(new) <= MOST_COMPARED:
        for old in gone:
            ratio, at = max(((_likeness(old.name, one.name), at) for at, one in enumerate(new)), default=(0.0, 0))
            if ratio >= ALIKE:
                pair = f"{old.name}={new[at].name}".replace("'", "'\\''")
                names = f"{quoted(old.name)} is gone and {quoted(new[at].name)} is new"
                yield f"{sheet}: {names}; if they are one: --same '{pair}'"
    for old in gone:
        yield f"{sheet}: {quoted(old.name)} is gone, of which nothing is said"


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0
