import random

import numpy as np
import pytest
import torch

from simba_training import objective, reader
from simba_training.gate import Gate, ReadStream, kinds
from simba_training.mamba import Shape
from simba_training.systems import System
from simba_training.tokenizer import ALPHABET, Encoder

ENCODER = Encoder(["<|endoftext|>", *sorted(ALPHABET.values())], [])
GATE = Gate.unlearnt(kinds(ENCODER.pieces()))


def stream(seed, count=120, gate=GATE):
    system = System("order payment session cache disk".split(), random.Random(seed))
    return ReadStream(np.array([0, *ENCODER.encode("".join(system.next() + "\n" for _ in range(count)))]), gate)


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(3)
    made = reader.Reader(Shape(len(ENCODER.ids), 32, 4, 2))
    for parameter in made.parameters():  # nothing is left at zero, so that every part matters
        parameter.data += 0.05 * torch.randn_like(parameter)
    return made


def test_any_cutting_gives_the_same_costs(model):
    read = stream(1)
    whole = reader.costs(model, read, 100_000)
    for stretch in (1, 7, 64):
        assert np.allclose(reader.costs(model, read, stretch), whole, atol=2e-4)


def test_what_was_surely_expected_and_did_not_come_is_excluded(model):
    read = stream(2)
    x = reader.packed([(read, 0, len(read))])
    top, early, _, query, _ = model(x, model.empty_state(1))
    with torch.no_grad():
        probabilities = model.logits(reader.TOP, top, query, x)[0][0].softmax(-1)
    refuted = np.flatnonzero((read.sure[1:] != read.ids[1:]) & (read.sure[1:] >= 0))
    assert len(refuted) > 10
    assert all(probabilities[i, read.sure[i + 1]] < 1e-4 for i in refuted)


def test_every_input_of_the_reader_changes_its_costs(model):
    read = stream(4)
    before = reader.costs(model, read)
    for name in ("trace_in", "sure_in", "trace_out", "candidates_out", "between"):
        weight = getattr(model, name).weight
        kept = weight.data.clone()
        weight.data.zero_()
        assert np.abs(reader.costs(model, read) - before).max() > 1e-3, name
        weight.data.copy_(kept)


def test_pruned_stretches_learn(model):
    read = stream(5)
    x = reader.packed([(read, 0, 129)])
    selection = objective.random_selection(4, 128, random.Random(1))
    loss, *_ = reader.loss(model, x, model.empty_state(1), selection)
    loss.backward()
    assert all(p.grad is not None and torch.isfinite(p.grad).all() for p in model.parameters())
