"""The gate in plain Python, slow and written to be compared with: the measure for Java's and for the training's in C.

What it does is told in Gate.java and in training's gate.py. Needs nothing but Python 3.9.
"""

SOURCES, CONTEXTS, LEVELS = 6, 5, 5
SIGNATURES = LEVELS ** (SOURCES - 1)
STARTS_WORD, HAS_DIGIT, LINE_FEED = 1, 2, 4
TABLE, HISTORY = (1 << 10, 1 << 14), (1 << 8, 1 << 13)  # entries at the beginning and at most
LEAST, LONGEST, MAX_MISSES, SETTLED, MAX_HITS = 6, 64, 8, 16, 7
LEAST_TRUST, MOST_TRUST, RATE = 64, 65_500, 32
WHOLE = 1 << 32


def spread(value):
    value = (value ^ value >> 15) * 0x2C1B3C6D % WHOLE
    value = (value ^ value >> 12) * 0x297A2D39 % WHOLE
    return value ^ value >> 15


def chained(value, token):
    return ((value ^ token) * 0x01000193 + 0x7F4A7C15) % WHOLE


class Table:
    """Which token followed a context last, and how often in a row it was right: {index: (check, token, hits)}."""

    def __init__(self):
        self.size, self.slots = TABLE[0], {}

    def find(self, value):
        check, token, hits = self.slots.get(value % self.size, (None, None, None))
        return (token, hits) if check == self._check(value) else None

    def learn(self, value, token):
        at, check = value % self.size, self._check(value)
        if at not in self.slots:
            self.slots[at] = (check, token, 0)
            if len(self.slots) > self.size // 2 and self.size < TABLE[1]:
                self._grow()
            return
        other, kept, hits = self.slots[at]
        if other != check:
            self.slots[at] = (other, kept, hits - 1) if hits > 1 else (check, token, 0)
        elif kept == token:
            self.slots[at] = (check, token, min(MAX_HITS, hits + 1))
        else:
            self.slots[at] = (check, token, 0) if hits == 0 else (check, kept, hits // 2)

    def _check(self, value):
        return value // TABLE[0] % (1 << 13)

    def _grow(self):
        self.size *= 2
        self.slots = {(slot[0] * TABLE[0] + at % TABLE[0]) % self.size: slot for at, slot in self.slots.items()}


class Repeat:
    """The earlier place whose tokens the last ones repeat. Tokens are numbered from 0; only the last `size` are known."""

    def __init__(self):
        self.tokens, self.size, self.index = [], HISTORY[0], {}
        self.next, self.length, self.misses = 0, 0, 0

    def expected(self):
        return self.tokens[self.next] if self.length or self.misses else None

    def learn(self, token):
        if self.length or self.misses:
            if token == self.tokens[self.next]:
                self.length = min(LONGEST, self.length + 1)
                self.misses = 0 if self.length >= SETTLED else self.misses
            else:
                self.length, self.misses = 0, 0 if self.misses == MAX_MISSES else self.misses + 1
            self.next += 1
            if len(self.tokens) + 1 - self.next >= self.size:
                self.length = self.misses = 0
        if len(self.tokens) == self.size and self.size < HISTORY[1]:
            self.size *= 2
            self.index = {self._place(n): n for n in range(LEAST, len(self.tokens) + 1)}
        self.tokens.append(token)
        now = len(self.tokens)
        if now < LEAST:
            return
        candidate = self.index.get(self._place(now))
        if candidate and now - candidate < self.size and self.length < LONGEST:
            same = 0
            while same < min(LONGEST, min(now, self.size) - (now - candidate)) and self.tokens[candidate - 1 - same] == self.tokens[now - 1 - same]:
                same += 1
            if same >= LEAST and same > self.length:
                self.next, self.length, self.misses = candidate, same, 0
        self.index[self._place(now)] = now

    def _place(self, number):
        value = 0
        for token in reversed(self.tokens[number - LEAST:number]):
            value = chained(value, token)
        return spread(value) % (self.size // 4)


class Place:
    """The line so far, and the same after the line before, as two numbers."""

    def __init__(self):
        self.line = self.after = self.word = self.digit = 0

    def contexts(self):
        return chained(self.line, self.word), chained(self.after, self.word)

    def learn(self, token, kind):
        completed = 1 if self.digit else self.word
        if kind & LINE_FEED:
            self.line, self.after, self.word, self.digit = 0, chained(chained(self.line, completed), 99), 0, 0
            return
        if kind & STARTS_WORD:
            self.line, self.after = chained(self.line, completed), chained(self.after, completed)
            self.word = self.digit = 0
        if kind & HAS_DIGIT:
            self.word, self.digit = self.word | 1, 1
        else:
            self.word = chained(self.word, token + 5)


class Gate:
    """One stream's. kinds (vocabulary), first (SIGNATURES): the trust of a new stream, and the threshold, in 65,536ths."""

    def __init__(self, kinds, first, threshold):
        self.kinds, self.trust, self.threshold = kinds, list(map(int, first)), threshold
        self.table, self.repeat, self.place = Table(), Repeat(), Place()

    def read(self, token):
        """Takes the next token; returns what was known before it: candidates, levels, trust, and what was sure or -1."""
        contexts = self._contexts()
        found = [None if c is None else self.table.find(c) for c in contexts]
        candidates = [-1 if f is None else f[0] for f in found]
        levels = [0 if f is None else 2 + (f[1] >= 2) + (f[1] >= 6) for f in found]
        copy, length = self.repeat.expected(), self.repeat.length
        candidates.append(-1 if copy is None else copy)
        by_length = 2 + (length >= 8) + (length >= 24) if self.repeat.misses == 0 else 2 + (length >= 4)
        levels.append(0 if copy is None else by_length)
        signatures = self._signatures(candidates, levels)
        trust = [self.trust[signatures[s]] if s in signatures else 0 for s in range(SOURCES)]
        best = max(signatures, key=lambda s: (trust[s], s), default=None)
        sure = candidates[best] if best is not None and trust[best] >= self.threshold else -1
        for source, signature in signatures.items():
            now = self.trust[signature]
            now += (65_535 - now) // RATE if candidates[source] == token else -(now // RATE)
            self.trust[signature] = min(MOST_TRUST, max(LEAST_TRUST, now))
        for context in contexts:
            if context is not None:
                self.table.learn(context, token)
        self.repeat.learn(token)
        self.place.learn(token, self.kinds[token])
        return candidates, levels, trust, sure

    def is_skipped(self, token, sure):
        return token == sure and not self.kinds[token] & LINE_FEED

    def _contexts(self):
        tokens, contexts = self.repeat.tokens, []
        for order in (1, 2, 4):
            value = 0
            for before in reversed(tokens[-order:]):
                value = chained(value, before)
            contexts.append(value if len(tokens) >= order else None)
        contexts.extend(self.place.contexts())
        return [None if c is None else spread((c + s * 0x9E3779B1) % WHOLE) for s, c in enumerate(contexts)]

    @staticmethod
    def _signatures(candidates, levels):
        """By source with a candidate that no later one has: how the sources but the first look from there."""
        signatures = {}
        for source in range(SOURCES - 1, 0, -1):
            mine = candidates[source]
            if mine >= 0 and mine not in candidates[source + 1:]:
                seen = [0 if other < 0 else level if other == mine else 1 for other, level in zip(candidates[1:], levels[1:])]
                signatures[source] = sum(level * LEVELS ** i for i, level in enumerate(reversed(seen)))
        return signatures
