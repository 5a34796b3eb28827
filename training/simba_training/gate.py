"""The gate: what a stream's own past expects, which tokens are read, and what the others leave behind.

Before each token, six sources name a candidate: the contexts of the last 1, 2 and 4 tokens; the place in the
line; the same place with the line before; and the longest repeat. A *place* is the line so far, word by word,
in which words with digits are all alike: so it finds the field of an earlier line of the same kind, whatever
values stand before it. A source's *level* says how sure it is: 0 no candidate, 1 (seen from another candidate)
it names something else, 2 to 4 by how often in a row it was right, or by the repeat's length.

The levels of all sources but the first, seen from one candidate, are its *signature*. How often candidates of a
signature come true is learnt on the stream, beginning with what the training found on many: its *trust*, in
65,536ths. The candidate with the greatest trust, if that is at least the threshold, is surely expected. If it
comes it is not read, unless it is a line feed. The cost of that decision is −log trust, or −log(1 − trust).
"""
import ctypes
import dataclasses

import numpy as np

from simba_training import native

SOURCES, CONTEXTS, LEVELS = 6, 5, 5
SIGNATURES = LEVELS ** (SOURCES - 1)
ONE = 65_536  # a trust of 1
UNKNOWN = 0.7  # the trust of a signature that was never seen
SURE = 0.8  # the threshold
STARTS_WORD, HAS_DIGIT, LINE_FEED = 1, 2, 4


def kinds(pieces):
    """What the gate needs to know of each token, by its bytes (or None): an array of flags (vocabulary)."""
    flags = np.zeros(len(pieces), np.int32)
    for i, piece in enumerate(pieces):
        text = (piece or b"").decode("utf-8", "replace")
        flags[i] |= STARTS_WORD * text.startswith((" ", "\t"))
        flags[i] |= HAS_DIGIT * any("0" <= c <= "9" for c in text)
        flags[i] |= LINE_FEED * (text == "\n")
    return flags


@dataclasses.dataclass(frozen=True)
class Gate:
    """kinds (vocabulary); first (SIGNATURES): the trust of a new stream; threshold: from which trust on it is sure."""

    kinds: np.ndarray
    first: np.ndarray
    threshold: int = round(SURE * ONE)

    @classmethod
    def unlearnt(cls, token_kinds):
        return cls(token_kinds, np.full(SIGNATURES, round(UNKNOWN * ONE), np.uint16))

    def expectations(self, ids, counts=None):
        """What was known before each of a stream's tokens; counts (2, SIGNATURES): hits and asked, added to."""
        ids, n = np.ascontiguousarray(ids, np.int32), len(ids)
        candidates, levels, trust = (np.empty((n, SOURCES), np.int32) for _ in range(3))
        sure, none = np.empty(n, np.int32), ctypes.c_void_p(None)
        pointer = lambda a: a.ctypes.data_as(ctypes.c_void_p)  # noqa: E731
        native.library("gate.c", ("-O2",)).gate(
            n, pointer(ids), pointer(self.kinds), pointer(self.first), self.threshold, pointer(candidates),
            pointer(levels), pointer(trust), pointer(sure),
            none if counts is None else pointer(counts[0]), none if counts is None else pointer(counts[1]))
        return Expectations(candidates, levels, trust, sure)

    def learnt(self, streams):
        """This gate with the trust that its signatures deserve on given streams (lists of ids)."""
        counts = np.zeros((2, SIGNATURES), np.int64)
        for ids in streams:
            self.expectations(ids, counts)
        share = (counts[0] + 2 * UNKNOWN) / (counts[1] + 2)
        return dataclasses.replace(self, first=np.clip(np.round(share * ONE), 64, 65_500).astype(np.uint16))


@dataclasses.dataclass(frozen=True)
class Expectations:
    """candidates (n, 6), −1 for none; levels (n, 6); trust (n, 6), 0 for none or said already; sure (n), −1 for none."""

    candidates: np.ndarray
    levels: np.ndarray
    trust: np.ndarray
    sure: np.ndarray

    def trust_of_sure(self):
        """(n): the trust in what was surely expected, 0 … 1; 0 where nothing was."""
        return np.where(self.sure >= 0, self.trust.max(1), 0) / ONE

    def log_odds(self):
        """(n, 6): the logarithm of trust over what is left, 0 where there is none."""
        known = self.trust > 0
        trust = np.where(known, self.trust, ONE // 2) / ONE
        return (np.log(trust) - np.log1p(-trust)).astype(np.float32)


class ReadStream:
    """The tokens of one stream that are read, with what was expected in their place and what was skipped before them."""

    def __init__(self, ids, gate):
        self.all = np.asarray(ids, np.int32)
        known = gate.expectations(self.all)
        came = known.sure == self.all
        self.skipped = came & (gate.kinds[self.all] & LINE_FEED == 0)
        trust = known.trust_of_sure()
        self.gate_nats = -np.log(np.where(came, trust, 1 - trust))  # (all); 0 where nothing was surely expected
        self.place = np.flatnonzero(~self.skipped)
        self.ids, self.sure = self.all[self.place], known.sure[self.place]
        self.candidates, self.levels = known.candidates[self.place], known.levels[self.place]
        self.log_odds = known.log_odds()[self.place]
        self.gap = np.diff(self.place, prepend=-1) - 1

    def __len__(self):
        return len(self.ids)

    def skipped_before(self, start, end):
        """The tokens skipped before each of the read tokens from start to end, one after the other."""
        before = self.place[start - 1] + 1 if start else 0
        part = slice(before, self.place[end - 1] + 1)
        return self.all[part][self.skipped[part]]
