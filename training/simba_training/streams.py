"""Streams to learn from. A stream is one system's text, from its first token on; no two have the same words.

What a model of logs must learn is to learn from its context: most systems that it will meet are none of
those it was trained on. Hence the disguises: words exchanged consistently within a stream, time stamps
cut off, streams made up of templates from anywhere with values that come back, and streams in which
entities are named again and again among other lines.
"""
import re

from simba_training.entities import Entities

WORD = re.compile(r"[A-Za-z]{3,}")
NUMBER = re.compile(r"\d+")
STAMP = re.compile(r"^(\S*\d{2,4}[-/.:]\d+\S*|\d{6,}|[A-Z][a-z]{2}|\[[^\]]*\d:\d[^\]]*\]|\d{1,2})\s+")
MAX_LINE = 600  # characters
MIN_TOKENS, MAX_TOKENS = 1_500, 16_000


def without_stamp(line):
    """The line without the date and time that it begins with."""
    for _ in range(4):
        match = STAMP.match(line)
        if not match:
            break
        line = line[match.end():]
    return line


class Streams:
    """An endless, seeded supply of streams as text."""

    def __init__(self, sources, random):
        self.random = random
        self.logs = [s for s in sources if s.is_log]
        self.texts = [s for s in sources if not s.is_log]
        self.words = sorted({w for s in sources for line in s.lines[::20] for w in WORD.findall(line[:MAX_LINE])})

    def next(self):
        """One stream's text."""
        size = 3 * int(MIN_TOKENS * (MAX_TOKENS / MIN_TOKENS) ** self.random.random())  # about 3 characters a token
        kind = self.random.random()
        if kind < 0.18:
            return self._excerpt(self._choose(self.texts), size)
        if kind < 0.28:
            return self._made_up(size)
        if kind < 0.40:
            return self._entities(size)
        text = self._excerpt(self._choose(self.logs), size, stamps=self.random.random() < 0.5)
        return self._relabelled(text) if kind < 0.54 else text

    def _choose(self, sources):
        return self.random.choices(sources, [s.size**0.5 for s in sources])[0]

    def _excerpt(self, source, size, stamps=True):
        start, lines, length = self.random.randrange(len(source.lines)), [], 0
        while length < size and start < len(source.lines):
            line = source.lines[start]
            line = line[:MAX_LINE] if source.is_log else line
            lines.append(line if stamps else without_stamp(line))
            length += len(line) + 1
            start += 1
        return "\n".join(lines) + "\n"

    def _relabelled(self, text):
        """Exchanges most words for others, each for the same one all through the stream."""
        others, share = {}, self.random.uniform(0.3, 1)

        def other(match):
            word = match.group()
            if word not in others:
                others[word] = self._like(word) if self.random.random() < share else word
            return others[word]

        return WORD.sub(other, text)

    def _like(self, word):
        new = self.random.choice(self.words)
        return new.upper() if word.isupper() else new.capitalize() if word[0].isupper() else new.lower()

    def _made_up(self, size):
        """A system that doesn't exist: some templates, each with its own rate, whose values come back."""
        templates = []
        for _ in range(self.random.randint(3, 40)):
            source = self._choose(self.logs)
            templates.append(without_stamp(self.random.choice(source.lines)[:MAX_LINE // 2]))
        templates = self._relabelled("\n".join(templates)).split("\n")
        weights = [self.random.paretovariate(0.8) for _ in templates]
        instances = [[self._number(n) for n in (1, 2, 3, 4, 6)] for _ in range(self.random.randint(2, 30))]
        clock, lines, length = self.random.randrange(10**9), [], 0
        stamped, present = self.random.random() < 0.5, instances[0]
        while length < size:
            if self.random.random() < 0.3:
                present = self.random.choice(instances)
            line = self._filled(self.random.choices(templates, weights)[0], present)
            clock += self.random.randint(0, 3)
            lines.append(f"{clock} {line}" if stamped else line)
            length += len(lines[-1]) + 1
        return "\n".join(lines) + "\n"

    def _entities(self, size):
        """Entities with attributes, and between them up to nine in ten lines of a real log."""
        entities, others = Entities(self.words, self.random), self.random.uniform(-0.4, 0.9)
        between = iter(self._excerpt(self._choose(self.logs), size, stamps=False).split("\n"))
        lines, length = [], 0
        while length < size:
            other = next(between, None) if self.random.random() < others else None
            lines.append(other or entities.next())
            length += len(lines[-1]) + 1
        return "\n".join(lines) + "\n"

    def _filled(self, template, instance):
        """A template with numbers of an instance, or new ones, in place of its own."""

        def value(match):
            digits = len(match.group())
            if self.random.random() < 0.2:
                return self._number(digits)
            return next((v for v in instance if len(v) >= digits), instance[-1])

        return NUMBER.sub(value, template)

    def _number(self, digits):
        return str(self.random.randrange(10 ** (digits - 1), 10**digits)) if digits > 1 else str(self.random.randrange(10))


class Batches:
    """Stretches of streams side by side; a row goes on where it stopped until its stream ends."""

    def __init__(self, streams, encoder, rows, tokens):
        self.streams, self.encoder, self.rows, self.tokens = streams, encoder, rows, tokens
        self.ids = [[] for _ in range(rows)]
        self.at = [0] * rows

    def next(self):
        """Returns ids (rows, tokens + 1), the last for prediction only, and which rows begin a stream."""
        batch, begins = [], []
        for row in range(self.rows):
            begin = self.at[row] + self.tokens + 1 > len(self.ids[row])
            while begin and len(self.ids[row]) - self.at[row] < self.tokens + 1:
                self.ids[row], self.at[row] = [0, *self.encoder.encode(self.streams.next())], 0
            batch.append(self.ids[row][self.at[row]:self.at[row] + self.tokens + 1])
            self.at[row] += self.tokens
            begins.append(begin)
        return batch, begins
