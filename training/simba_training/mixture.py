"""What the reader learns from: streams of thousands of tokens, read from their first token to their end."""
import numpy as np

from simba_training import streams
from simba_training.gate import ReadStream
from simba_training.systems import System

SMALLEST, LARGEST = 8_000, 130_000  # characters of a stream
SHARES = {"text": 0.10, "system": 0.26, "templates": 0.06, "entities": 0.06, "disguised": 0.14, "log": 0.38}


class Mixture(streams.Streams):
    """An endless, seeded supply of streams as text.

    Logs are chosen by the 0.4th power of their size, so that a thin kind is read nearly as often as a thick one.
    A stream that ends early is followed by another of its kind, as a system is by the next that is deployed.
    """

    def next(self):
        size = int(SMALLEST * (LARGEST / SMALLEST) ** self.random.random())
        kind = self.random.choices(list(SHARES), SHARES.values())[0]
        text = ""
        while len(text) < size:
            text += self._one(kind, size - len(text))
        return text

    def _one(self, kind, size):
        if kind == "text":
            return self._excerpt(self._choose(self.texts), size)
        if kind == "system":
            return self._system(size)
        if kind == "templates":
            return self._made_up(size)
        if kind == "entities":
            return self._entities(size)
        text = self._excerpt(self._choose(self.logs), size, stamps=self.random.random() < 0.67)
        return self._relabelled(text) if kind == "disguised" else text

    def _choose(self, sources):
        return self.random.choices(sources, [s.size**0.4 for s in sources])[0]

    def _system(self, size):
        system, lines, length = System(self.words, self.random), [], 0
        while length < size:
            lines.append(system.next()[:streams.MAX_LINE])
            length += len(lines[-1]) + 1
        return "\n".join(lines) + "\n"


class ReadBatches:
    """Stretches of read tokens side by side; a row goes on where it stopped until its stream ends."""

    def __init__(self, supply, encoder, gate, rows, stretch):
        self.supply, self.encoder, self.gate, self.stretch = supply, encoder, gate, stretch
        self.streams, self.at, self.text = [None] * rows, [0] * rows, 0

    def next(self):
        """Returns the parts (stream, from, to), each with one token more for prediction, and which rows begin a stream."""
        parts, begins = [], []
        for row in range(len(self.streams)):
            stream, at = self.streams[row], self.at[row]
            begin = stream is None or at + self.stretch + 1 > len(stream)
            while begin and (stream is None or len(stream) <= self.stretch or stream is self.streams[row]):
                stream, at = ReadStream(np.array([0, *self.encoder.encode(self.supply.next())]), self.gate), 0
            parts.append((stream, at, at + self.stretch + 1))
            self.text += int(stream.place[at + self.stretch] - stream.place[at])
            self.streams[row], self.at[row] = stream, at + self.stretch
            begins.append(begin)
        return parts, begins
