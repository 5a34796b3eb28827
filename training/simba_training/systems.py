"""Logs of systems that do not exist, made so that what they do can be learnt from what they did before.

A system has templates whose fields follow rules: constants, skewed choices, ranges, counters, copies of what was
said before, unique numbers. Some of its lines are steps of sessions, in their order; the rest come at their own
rates. It has bursts, drifts and faults. A model that reads many of them learns to find a stream's own rules.
"""
import datetime
import json
import math

LEVELS = (("INFO", "WARN", "ERROR", "DEBUG"), ("info", "warning", "error", "debug"), ("I", "W", "E", "D"),
          ("[info]", "[warn]", "[error]", "[debug]"), ("INFO ", "WARN ", "ERROR", "DEBUG"), ("notice", "warning", "crit", "info"))
STAMPS = ("%Y-%m-%d %H:%M:%S,{ms}", "%Y-%m-%dT%H:%M:%S.{ms}Z", "%b %d %H:%M:%S", "[%d/%b/%Y:%H:%M:%S +0000]", "%H:%M:%S.{ms}",
          "%Y/%m/%d %H:%M:%S", "%m-%d %H:%M:%S.{ms}", "{epoch}", "{epoch}.{ms}", "%d.%m.%Y %H:%M:%S", "")
PAIRS = ("{}={}", "{}: {}", "{} {}", "{}=[{}]", '{}="{}"', "{}:{}", "({} {})", "{}->{}")
UNITS = ("", "", "", "ms", " ms", "s", "%", " bytes", "MB", "KiB", " us")
OK, FAILED = ("200", "201", "204", "301", "304"), ("400", "401", "403", "404", "409", "429", "500", "502", "503", "504")


class Made:
    """A seeded maker of words, names, addresses and numbers."""

    def __init__(self, words, random):
        self.words, self.random = words, random

    def word(self):
        return self.random.choice(self.words).lower()

    def identifier(self):
        first, second = self.word(), self.word()
        return self.random.choice((first, f"{first}_{second}", f"{first}-{second}", f"{first}{second.capitalize()}", f"{first}.{second}"))

    def name(self):
        kind = self.random.randrange(6)
        if kind == 0:
            return f"{self.word()}-{self.random.randrange(100)}"
        if kind == 1:
            return f"{self.word()}.{self.word()}@{self.word()}.example"
        if kind == 2:
            return ".".join(str(self.random.randrange(1, 255)) for _ in range(4))
        if kind == 3:
            return "/" + "/".join(self.word() for _ in range(self.random.randint(1, 3)))
        return self.word() if kind == 4 else self.identifier()

    def number(self, digits):
        return str(self.random.randrange(10 ** (digits - 1) if digits > 1 else 0, 10**digits))

    def hexadecimal(self, digits):
        return f"{self.random.getrandbits(4 * digits):0{digits}x}"


class Field:
    """A rule for values; `value(session)` gives the next one, `strange()` one that breaks the rule."""

    def __init__(self, made):
        self.made, self.random = made, made.random
        self.rule = self.random.choice((self._choice, self._choice, self._status, self._range, self._range, self._counter,
                                        self._unique, self._flag, self._ratio, self._place))
        self.unit, self.low = self.random.choice(UNITS), 10 ** self.random.uniform(0, 4)
        self.spread, self.count = self.random.uniform(0.05, 0.8), self.random.randrange(10**self.random.randint(1, 7))
        self.step = self.random.choice((1, 1, 1, 2, 10, 0))
        names, size = self.random.choice((made.name, made.word, made.identifier)), self.random.choice((2, 3, 4, 8, 30, 300))
        self.values = [names() for _ in range(size)]
        self.weights = [self.random.paretovariate(self.random.choice((0.5, 1, 3))) for _ in self.values]
        self.usual, self.errors = self.random.choice(OK), self.random.sample(FAILED, 2)
        self.error_rate, self.digits = self.random.choice((0, 0.002, 0.01, 0.05)), self.random.choice((4, 8, 8, 12, 16, 32))

    def value(self):
        return self.rule()

    def strange(self):
        if self.rule == self._status:
            return self.random.choice(FAILED)
        if self.rule in (self._range, self._counter, self._ratio):
            kind = self.random.randrange(4)
            return (f"{int(self.low * 10 ** self.random.uniform(1, 3))}{self.unit}", f"-{self.made.number(2)}",
                    self.random.choice(("null", "NaN", "none", "-", "?")), "0")[kind]
        return self.made.name()

    def drift(self):
        """The rule changes a little, for good."""
        self.low *= 10 ** self.random.uniform(-0.5, 0.5)
        self.random.shuffle(self.weights)

    def _choice(self):
        return self.random.choices(self.values, self.weights)[0]

    def _status(self):
        return self.random.choice(self.errors) if self.random.random() < self.error_rate else self.usual

    def _range(self):
        return f"{int(self.low * math.exp(self.random.gauss(0, self.spread)))}{self.unit}"

    def _counter(self):
        self.count += self.step if self.step else self.random.randint(1, 9)
        return str(self.count)

    def _unique(self):
        return self.made.hexadecimal(self.digits)

    def _flag(self):
        return self.random.choice(("true", "true", "true", "false")) if self.step == 1 else self.values[0]

    def _ratio(self):
        return f"{self.random.random() * self.low:.{1 + self.digits % 3}f}{self.unit.strip()}"

    def _place(self):
        return f"{self.values[0]}:{int(self.low)}"


class Template:
    """Words and fields, some of them shared by the whole system or the session."""

    def __init__(self, system, level):
        self.level, random, made = level, system.random, system.made
        self.logger = random.choice(system.loggers)
        self.parts = []
        for _ in range(random.randint(1, 6)):
            words = " ".join(made.word() for _ in range(random.randint(0 if self.parts else 1, 4)))
            field = random.choice(system.fields) if random.random() < 0.5 else Field(made)
            self.parts.append((words, random.choice(PAIRS), made.identifier(), field, random.random() < 0.25))
        self.end = " ".join(made.word() for _ in range(random.randint(0, 2)))

    def line(self, session, strange):
        chosen = session.random.randrange(len(self.parts)) if strange else -1
        said = []
        for i, (words, form, name, field, kept) in enumerate(self.parts):
            if kept and field in session.known and i != chosen:
                value = session.known[field]
            else:
                value = field.strange() if i == chosen else field.value()
                session.known.setdefault(field, value)
            said.append((words, name, value, form))
        return said


class Session:
    def __init__(self, system):
        self.random, self.known, self.steps = system.random, {}, list(system.random.choice(system.flows))
        self.id = system.session_id()


class System:
    """`next()` gives a line; the same seed gives the same lines."""

    def __init__(self, words, random):
        self.random, self.made = random, Made(words, random)
        self.loggers = [self.made.identifier() for _ in range(random.randint(1, 8))]
        self.threads = [f"{self.made.word()}-{n}" for n in range(random.randint(1, 12))]
        self.fields = [Field(self.made) for _ in range(random.randint(2, 8))]
        self.levels, self.stamp = random.choice(LEVELS), random.choice(STAMPS)
        self.head = random.choice(("{t} {l} [{th}] {lo}: ", "{t} {lo}[{pid}]: ", "{t} {l} {lo} - ", "{t} [{th}] {l} {lo} ", "{t} {h} {lo}: {l}: ",
                                   "{l} {t} {pid} {lo}] ", "{t} ", "", "{t} {l}: "))
        self.json, self.host, self.pid = random.random() < 0.12, self.made.name(), self.made.number(4)
        self.counter, self.numbered = int(self.made.number(5)), random.random() < 0.5
        self.clock = datetime.datetime(2020 + random.randrange(10), random.randint(1, 12), random.randint(1, 28), random.randrange(24))
        self.pace = 10 ** random.uniform(-3, 1.5)
        self.templates = [Template(self, self._level()) for _ in range(random.randint(2, 25))]
        self.weights = [random.paretovariate(random.choice((0.5, 0.8, 2))) for _ in self.templates]
        self.flows = [[Template(self, 0) for _ in range(random.randint(2, 7))] for _ in range(random.randint(1, 3))]
        self.share, self.open = random.choice((0, 0.3, 0.7, 1)), []
        self.trouble = [Template(self, random.choice((1, 2, 2))) for _ in range(random.randint(1, 4))]
        self.most, self.strange = random.choice((1, 1, 4, 12)), random.choice((0, 0.001, 0.003, 0.01))
        self.left, self.during = 0, None

    def next(self):
        r = self.random
        self.clock += datetime.timedelta(seconds=r.expovariate(1 / self.pace))
        if self.left == 0 and r.random() < 0.004:  # a fault, a burst, or a change for good
            self.left, self.during = r.randint(3, 60), r.choice((self.trouble, [r.choice(self.templates)], None))
            if self.during is None:
                self.left = 0
                r.choice(self.fields).drift()
        strange = r.random() < self.strange
        if self.left:
            self.left -= 1
            if r.random() < 0.7:
                return self._written(r.choice(self.during), Session(self), False)
        if r.random() < self.share:
            return self._step(strange)
        return self._written(r.choices(self.templates, self.weights)[0], Session(self), strange)

    def session_id(self):
        self.counter += 1
        return str(self.counter) if self.numbered else self.made.hexadecimal(8)

    def _step(self, strange):
        if len(self.open) < self.most and (not self.open or self.random.random() < 0.4):
            self.open.append(Session(self))
        session = self.random.choice(self.open)
        template = session.steps.pop(0)
        if strange and session.steps and self.random.random() < 0.5:  # a step is left out
            template, strange = session.steps.pop(0), False
        if not session.steps:
            self.open.remove(session)
        return self._written(template, session, strange, session.id)

    def _level(self):
        return self.random.choices(range(4), (80, 8, 4, 8))[0]

    def _written(self, template, session, strange, named=None):
        stamp = self.clock.strftime(self.stamp).replace("{ms}", f"{self.clock.microsecond // 1000:03d}")
        stamp = stamp.replace("{epoch}", str(int(self.clock.timestamp())))
        said = template.line(session, strange)
        if self.json:
            fields = {name: value for _, name, value, _ in said}
            message = " ".join(words for words, *_ in said if words)
            return json.dumps({"ts": stamp, "level": self.levels[template.level].strip(), "logger": template.logger, "msg": message,
                               **({"id": named} if named else {}), **fields})
        head = self.head.format(t=stamp, l=self.levels[template.level], th=self.random.choice(self.threads) if "th" in self.head else "",
                                lo=template.logger, pid=self.pid, h=self.host)
        body = " ".join(f"{words} {form.format(name, value)}".strip() for words, name, value, form in said)
        return f"{head.lstrip()}{f'[{named}] ' if named else ''}{body} {template.end}".rstrip()
