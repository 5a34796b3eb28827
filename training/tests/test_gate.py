import pathlib
import random
import sys

import numpy as np
import pytest

from simba_training.gate import HAS_DIGIT, LINE_FEED, SIGNATURES, STARTS_WORD, Gate, ReadStream, kinds
from simba_training.systems import System
from simba_training.tokenizer import ALPHABET, Encoder

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "model/src/test/reference"))
import gate_reference  # noqa: E402

WORDS = "order payment session cache disk network timeout retry client server failed opened".split()


def lines(seed, count):
    system = System(WORDS, random.Random(seed))
    return "".join(system.next() + "\n" for _ in range(count))


@pytest.fixture(scope="module")
def encoder():
    return Encoder(["<|endoftext|>", *sorted(ALPHABET.values())], [])


def test_kinds_tell_words_digits_and_line_feeds():
    assert kinds([None, b" a", b"7b", b"\n", b"x", b"\t1"]).tolist() == [0, STARTS_WORD, HAS_DIGIT, LINE_FEED, 0, STARTS_WORD | HAS_DIGIT]


@pytest.mark.parametrize("seed", range(4))
def test_expectations_are_those_of_the_plain_reference(encoder, seed):
    ids = [0, *encoder.encode(lines(seed, 260))][:20_000]
    gate = Gate.unlearnt(kinds(encoder.pieces()))
    said = gate.expectations(ids)
    reference = gate_reference.Gate(gate.kinds.tolist(), gate.first, gate.threshold)
    for i, token in enumerate(ids):
        row = reference.read(token)
        assert (said.candidates[i].tolist(), said.levels[i].tolist(), said.trust[i].tolist(), said.sure[i]) == row, i


def test_a_token_is_skipped_if_it_was_surely_expected_and_no_line_feed(encoder):
    ids = np.array([0, *encoder.encode(lines(1, 200))], np.int32)
    gate = Gate.unlearnt(kinds(encoder.pieces()))
    stream, known = ReadStream(ids, gate), gate.expectations(ids)
    expected = (known.sure == ids) & (gate.kinds[ids] & LINE_FEED == 0)
    assert 0.2 < expected.mean() < 0.98
    assert stream.place.tolist() == np.flatnonzero(~expected).tolist()
    assert np.concatenate([stream.skipped_before(i, i + 1) for i in range(len(stream))]).tolist() == ids[:stream.place[-1]][expected[:stream.place[-1]]].tolist()
    assert stream.gap.sum() + len(stream) == stream.place[-1] + 1


def test_the_gates_costs_are_a_code(encoder):
    """Where something is surely expected, what it costs to come and not to come are probabilities that sum to 1."""
    ids = np.array([0, *encoder.encode(lines(2, 200))], np.int32)
    gate = Gate.unlearnt(kinds(encoder.pieces()))
    known, stream = gate.expectations(ids), ReadStream(ids, gate)
    trust = known.trust_of_sure()
    came = known.sure == ids
    assert np.allclose(np.exp(-stream.gate_nats), np.where(came, trust, 1 - trust))
    assert (trust[known.sure >= 0] >= 0.8 - 1e-9).all() and (stream.gate_nats[known.sure < 0] == 0).all()


def test_trust_is_learnt_from_streams(encoder):
    gate = Gate.unlearnt(kinds(encoder.pieces()))
    streams = [[0, *encoder.encode(lines(seed, 150))] for seed in range(5)]
    learnt = gate.learnt(streams)
    assert len(learnt.first) == SIGNATURES and len(set(learnt.first)) > 50

    def nats(g):
        return ReadStream([0, *encoder.encode(lines(77, 150))], g).gate_nats.mean()

    assert nats(Gate(gate.kinds, learnt.first, threshold=0)) < nats(Gate(gate.kinds, gate.first, threshold=0))
