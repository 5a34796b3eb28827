"""Logs of a system that doesn't exist, in which what was said once about an entity is said again later.

Whoever remembers what belongs to an identifier (a session's user, a block's host) knows the rest of the
line as soon as it names one. That is what a memory of a stream is for, and real logs ask for it seldom
enough that a small model would hardly learn it from them alone.
"""
import dataclasses

FORMS = ("{name}={value}", "{name}: {value}", "{name} {value}", "{name}[{value}]", '{name}="{value}"', "({value})", "{value}")


@dataclasses.dataclass(frozen=True)
class Line:
    """A template: words between which an entity and some of its attributes, by number, are named."""

    words: list
    attributes: list


class Entities:
    """A cast of entities, each with the same attributes, and the lines that name them."""

    def __init__(self, words, random):
        self.words, self.random = words, random
        kinds = [random.choice((self._word, self._number, self._hexadecimal, self._name)) for _ in range(5)]
        names = [self._word() for _ in kinds]
        self.forms = [random.choice(FORMS).replace("{name}", name) for name in names]
        shared = [[kind() for _ in range(random.choice((3, 8, 1000)))] for kind in kinds[1:]]
        self.cast = [[kinds[0](), *(random.choice(values) for values in shared)]
                     for _ in range(int(2 * 16 ** random.random()))]
        self.lines = [self._line(len(kinds)) for _ in range(random.randint(1, 6))]
        self.weights = [random.paretovariate(1) for _ in self.cast]

    def next(self):
        """One line."""
        entity, line = self.random.choices(self.cast, self.weights)[0], self.random.choice(self.lines)
        said = [self.forms[i].format(value=entity[i]) for i in line.attributes]
        words = [part for pair in zip(line.words, said) for part in pair]
        return " ".join([*words, *line.words[len(said):]])

    def _line(self, attributes):
        """The identifier comes first: what follows it can be known."""
        chosen = [0, *self.random.sample(range(1, attributes), self.random.randint(1, 3))]
        words = [" ".join(self._word() for _ in range(self.random.randint(1, 3))) for _ in chosen]
        return Line(words + [self._word()] * self.random.randint(0, 1), chosen)

    def _word(self):
        return self.random.choice(self.words).lower()

    def _name(self):
        return f"{self._word()}-{self.random.randrange(100)}"

    def _number(self):
        digits = self.random.randint(2, 6)
        return str(self.random.randrange(10 ** (digits - 1), 10**digits))

    def _hexadecimal(self):
        return f"{self.random.randrange(16**6):06x}"
