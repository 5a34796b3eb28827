"""Trains a reader: python3 -m simba_training.train_reader --data DATA --out OUT (see --help).

Stop it when you like and start it again with the same options: it goes on from OUT/state.pt, with the weights and
the optimizers as they were, and streams that it has not read.
"""
from simba_training import machine

machine.restart_with(OMP_WAIT_POLICY="passive")
machine.keep_memory()

import argparse  # noqa: E402
import dataclasses  # noqa: E402
import json  # noqa: E402
import math  # noqa: E402
import os  # noqa: E402
import pathlib  # noqa: E402
import random  # noqa: E402
import time  # noqa: E402

import numpy as np  # noqa: E402
import torch  # noqa: E402

from simba_training import corpus, objective, reader, tokenizer  # noqa: E402
from simba_training.gate import Gate, ReadStream, kinds  # noqa: E402
from simba_training.mamba import Shape  # noqa: E402
from simba_training.mixture import Mixture, ReadBatches  # noqa: E402
from simba_training.optimizer import Optimizers  # noqa: E402
from simba_training.train import HERE, begin_anew, rate_share  # noqa: E402

TOKENIZER_STREAMS, GATE_STREAMS = 150, 150
STEPS_BETWEEN_SAVES = 100


def arguments():
    parser = argparse.ArgumentParser(prog="simba_training.train_reader", description=__doc__.split("\n")[0])
    parser.add_argument("--data", required=True, help="the folder that the manifest's paths begin at")
    parser.add_argument("--out", required=True, type=pathlib.Path, help="where the state and the checkpoint go")
    parser.add_argument("--manifest", default=HERE / "reader-manifest.json", help="what to train on; default: %(default)s")
    parser.add_argument("--tokenizer", type=pathlib.Path, help="a tokenizer.json to use instead of training one")
    parser.add_argument("--tokens", type=float, default=15e6, help="tokens to read; default: %(default).0f")
    parser.add_argument("--width", type=int, default=192, help="d_model; default: %(default)s")
    parser.add_argument("--layers", type=int, default=12, help="default: %(default)s")
    parser.add_argument("--exit-layer", type=int, default=3, help="the early readout's; default: %(default)s")
    parser.add_argument("--vocabulary", type=int, default=4096, help="default: %(default)s")
    parser.add_argument("--rows", type=int, default=8, help="streams side by side; default: %(default)s")
    parser.add_argument("--stretch", type=int, default=512, help="read tokens between two steps; default: %(default)s")
    parser.add_argument("--simba", type=float, default=0.3, help="share of steps that prune; default: %(default)s")
    parser.add_argument("--sure", type=float, help="trust from which on a token is not read; 2 reads all; default: 0.8")
    parser.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    return parser.parse_args()


def trained_tokenizer(options, supply):
    path = options.out / "tokenizer.json"
    if not path.exists() and options.tokenizer:
        path.write_text(options.tokenizer.read_text())
    elif not path.exists():
        print("training the tokenizer", flush=True)
        tokenizer.save(*tokenizer.train("".join(supply.next() for _ in range(TOKENIZER_STREAMS)), options.vocabulary), path)
    return tokenizer.Encoder.load(path)


def learnt_gate(options, supply, encoder):
    """The gate with the trust that the training's streams teach, kept in OUT/gate.npz."""
    path = options.out / "gate.npz"
    if not path.exists():
        print("counting how far the gate's sources can be trusted", flush=True)
        learnt = Gate.unlearnt(kinds(encoder.pieces())).learnt(
            np.array([0, *encoder.encode(supply.next())], np.int32) for _ in range(GATE_STREAMS))
        np.savez(path, kinds=learnt.kinds, first=learnt.first)
    kept = np.load(path)
    gate = Gate(kept["kinds"], kept["first"])
    return gate if options.sure is None else Gate(gate.kinds, gate.first, round(options.sure * 65_536))


def bits_per_byte(model, encoder, gate, sources, sample):
    """By file: bits per byte at the top and at the early readout from an empty state, and the share of tokens read."""
    figures = {}
    for source in sources:
        text = "\n".join(source.tail or source.lines)[:sample]
        stream = ReadStream(np.array([0, *encoder.encode(text)], np.int32), gate)
        nats = reader.costs(model, stream)
        figures[source.name] = [*(nats.sum(1) / math.log(2) / max(1, len(text.encode()))).round(4).tolist(),
                                round(len(stream) / len(stream.all), 4)]
    return figures


def mean(figures):
    return np.array(list(figures.values())).mean(0).round(4).tolist()


def save(path, contents):
    """Writes a file that is whole at any time."""
    torch.save(contents, path.with_suffix(".new"))
    os.replace(path.with_suffix(".new"), path)


def main():
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    texts = corpus.load(options.manifest, options.data)
    supply = Mixture(texts.trained, random.Random(options.seed))
    encoder = trained_tokenizer(options, supply)
    gate = learnt_gate(options, supply, encoder)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(options.seed)
    model = reader.Reader(Shape(len(encoder.ids), options.width, options.layers, options.exit_layer)).to(device)
    optimizers, step, tokens, text = Optimizers(model), 0, 0, 0
    state_file = options.out / "state.pt"
    if state_file.exists():
        kept = torch.load(state_file, map_location=device)
        model.load_state_dict(kept["model"])
        optimizers.load_state_dict(kept["optimizers"])
        step, tokens, text = kept["step"], kept["tokens"], kept["text"]
        print(f"goes on after {tokens / 1e6:.2f} M read tokens", flush=True)
    supply.random.seed(f"{options.seed} {step}")
    choice = random.Random(f"{options.seed} {step} simba")
    batches, state = ReadBatches(supply, encoder, gate, options.rows, options.stretch), model.empty_state(options.rows)
    log, start, before = open(options.out / "training-log.jsonl", "a"), time.time(), tokens
    while tokens < options.tokens:
        parts, begins = batches.next()
        x, state = reader.packed(parts, device), begin_anew(state, begins)
        pruned = choice.random() < options.simba and step > 200
        selection = objective.random_selection(model.shape.layers, options.stretch, choice) if pruned else None
        loss, top, early, state = reader.loss(model, x, state, selection)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizers.step(rate_share(step, tokens / options.tokens))
        step, tokens, text, batches.text = step + 1, tokens + options.rows * options.stretch, text + batches.text, 0
        if step % 25 == 0:
            record = {"step": step, "read": tokens, "text": text, "top": round(top, 4), "early": round(early, 4), "pruned": pruned,
                      "readPerSecond": round((tokens - before) / (time.time() - start))}
            if step % 400 == 0:
                unseen = bits_per_byte(model, encoder, gate, texts.held_out, 24_000)
                record |= {"unseen": mean({k: v for k, v in unseen.items() if k[0].isupper()}), "heldOut": mean(unseen),
                           "seen": mean(bits_per_byte(model, encoder, gate, texts.trained[::5], 12_000))}
            print(record, flush=True)
            print(json.dumps(record), file=log, flush=True)
        if step % STEPS_BETWEEN_SAVES == 0 or tokens >= options.tokens:
            save(state_file, {"shape": dataclasses.asdict(model.shape), "model": model.state_dict(), "optimizers": optimizers.state_dict(),
                              "step": step, "tokens": tokens, "text": text})
    final = bits_per_byte(model, encoder, gate, texts.held_out, 200_000)
    (options.out / "final.json").write_text(json.dumps(final, indent=1) + "\n")


if __name__ == "__main__":
    main()
