"""A reader's checkpoint says what its model does."""
import json

import numpy as np
import torch

from simba_training import reader, reader_export
from simba_training.gate import Gate, kinds
from simba_training.mamba import Shape
from simba_training.tokenizer import ALPHABET, Encoder

ENCODER = Encoder(["<|endoftext|>", *sorted(ALPHABET.values())], [])


def test_all_parameters_are_written_and_the_model_is_left_as_it_was(tmp_path):
    torch.manual_seed(4)
    model = reader.Reader(Shape(len(ENCODER.ids), 32, 3, 2))
    gate = Gate.unlearnt(kinds(ENCODER.pieces()))
    before = {name: value.clone() for name, value in model.state_dict().items()}
    reader_export.save(model, gate, ENCODER, tmp_path)
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    written = sum(v.numel() for v in reader_export.tensors(model, gate).values())
    assert written == sum(p.numel() for p in model.parameters()) + len(gate.kinds) + len(gate.first)
    golden = json.loads((tmp_path / "golden.json").read_text())
    assert len(golden["exitSurprisal"]) == len(golden["ids"]) - 1
    assert np.isfinite(golden["surprisal"]).all()
    assert json.loads((tmp_path / "config.json").read_text())["simba_reader_threshold"] == gate.threshold / 65_536
