"""Writes a reader's checkpoint as simba-stream's model module reads it (see docs/models.md): python3 -m simba_training.reader_export --help."""
import argparse
import json
import pathlib

import numpy as np
import torch

from simba_training import corpus, export, reader, tokenizer
from simba_training.gate import ONE, Gate, ReadStream
from simba_training.mamba import Shape
from simba_training.reader import EARLY, TOP

HERE = pathlib.Path(__file__).parent.parent
KEPT_FLOAT32 = ("copy_level", "copy_odds", "kinds", "trust", *export.KEPT_FLOAT32)


def tensors(model, gate):
    """The parameters, and what the gate knows, by their names in the checkpoint."""
    named = {"backbone.embeddings.weight": model.embedding.weight,
             "backbone.norm_f.weight": model.readouts[TOP].norm.weight,
             "simba.exit_norm.weight": model.readouts[EARLY].norm.weight}
    named |= export.blocks(model)
    of_reader = {"kinds": torch.tensor(gate.kinds, dtype=torch.float32),
                 "trust": torch.tensor(gate.first.astype(np.float32)),
                 "between.weight": model.between.weight, "certainty": model.certainty}
    for name in ("trace_in", "sure_in", "trace_out", "candidates_out"):
        of_reader[f"{name}.weight"] = getattr(model, name).weight
    for which, readout in (("top", model.readouts[TOP]), ("early", model.readouts[EARLY])):
        of_reader |= {f"{which}.query_norm.weight": readout.query_norm.weight, f"{which}.up.weight": readout.up.weight,
                      f"{which}.down.weight": readout.down.weight, f"{which}.copy": readout.copy,
                      f"{which}.copy_level": readout.copy_level, f"{which}.copy_odds": readout.copy_odds}
    return named | {f"simba.reader.{name}": value for name, value in of_reader.items()}


def golden(model, gate, encoder):
    """What this code makes of a short text with the weights as stored, gate and model together."""
    ids = [0, *encoder.encode(export.GOLDEN_TEXT * 3)]
    with export.as_stored(tensors(model, gate), KEPT_FLOAT32):
        top, early = reader.costs(model, ReadStream(ids, gate))
    return {"about": "made by simba_training.reader_export with the weights as stored", "text": export.GOLDEN_TEXT * 3,
            "ids": ids, "surprisal": top[1:].tolist(), "exitSurprisal": early[1:].tolist()}


def save(model, gate, encoder, folder):
    """Writes weights, configuration and golden results beside the tokenizer."""
    export.write_safetensors(tensors(model, gate), folder / "model.safetensors", KEPT_FLOAT32)
    said = export.config(model.shape) | {
        "simba_reader_threshold": gate.threshold / ONE,
        "simba_keep_schedule": "step",
        "simba_keep_dense_layers": model.shape.exit_layer}
    (folder / "config.json").write_text(json.dumps(said, indent=1) + "\n")
    (folder / "golden.json").write_text(json.dumps(golden(model, gate, encoder)) + "\n")


def training(state, texts, run):
    """What is told of the training: what was read, how much of it, and what came of it."""
    log, final = (run / "training-log.jsonl").read_text().splitlines(), run / "final.json"
    return {"systems": [s.name for s in texts.trained if s.is_log], "text": [s.name for s in texts.trained if not s.is_log],
            "heldOutSystems": [s.name for s in texts.held_out], "heldOutTail": texts.held_out_tail, "shape": state["shape"],
            "steps": state["step"], "readTokens": state["tokens"], "tokens": state["text"], "log": [json.loads(line) for line in log if "unseen" in line],
            "bitsPerByteTopEarlyAndShareRead": json.loads(final.read_text()) if final.exists() else None}


def main():
    parser = argparse.ArgumentParser(prog="simba_training.reader_export", description="Exports what train_reader has in OUT/state.pt.")
    parser.add_argument("--run", required=True, type=pathlib.Path, help="the folder that train_reader writes to")
    parser.add_argument("--data", required=True, help="the folder that the manifest's paths begin at")
    parser.add_argument("--manifest", default=HERE / "reader-manifest.json", help="what was trained on; default: %(default)s")
    parser.add_argument("--out", required=True, type=pathlib.Path, help="where the checkpoint goes")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "tokenizer.json").write_text((options.run / "tokenizer.json").read_text())
    encoder, kept = tokenizer.Encoder.load(options.run / "tokenizer.json"), np.load(options.run / "gate.npz")
    state = torch.load(options.run / "state.pt", map_location="cpu")
    model = reader.Reader(Shape(**state["shape"]))
    model.load_state_dict(state["model"])
    save(model, Gate(kept["kinds"], kept["first"]), encoder, options.out)
    told = training(state, corpus.load(options.manifest, options.data), options.run)
    (options.out / "training.json").write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
