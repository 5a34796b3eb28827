"""What belongs to an entity is said again the same, and the same seed says the same."""
import random

from simba_training.entities import Entities

WORDS = [a + b + c + d for a in "bdfgk" for b in "aeiou" for c in "lmnrs" for d in "aeiou"]  # seldom one twice


def test_every_line_names_an_entity_and_what_belongs_to_it():
    for seed in range(40):
        entities = Entities(WORDS, random.Random(seed))
        named = 0
        for _ in range(30):
            line = entities.next()
            told = [sum(value in line for value in entity[1:]) for entity in entities.cast if entity[0] in line]
            assert told, line
            named += max(told)
        assert named >= 30  # at least one attribute a line


def test_the_same_seed_says_the_same():
    first, second = (Entities(WORDS, random.Random(7)) for _ in range(2))
    assert [first.next() for _ in range(20)] == [second.next() for _ in range(20)]
