"""Trains a model: python3 -m simba_training.train --data DATA --out OUT (see --help)."""
from simba_training import machine

machine.restart_with(OMP_WAIT_POLICY="passive")
machine.keep_memory()

import argparse  # noqa: E402
import json  # noqa: E402
import math  # noqa: E402
import pathlib  # noqa: E402
import random  # noqa: E402
import time  # noqa: E402

import torch  # noqa: E402

from simba_training import corpus, export, objective, streams, tokenizer  # noqa: E402
from simba_training.mamba import Mamba, Shape  # noqa: E402
from simba_training.optimizer import Optimizers  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent.parent
WARM_UP_STEPS, DECAY = 60, 0.35
TOKENIZER_STREAMS = 250


def arguments():
    parser = argparse.ArgumentParser(prog="simba_training.train", description=__doc__)
    parser.add_argument("--data", required=True, help="the folder that the manifest's paths begin at")
    parser.add_argument("--out", required=True, type=pathlib.Path, help="where the checkpoint goes")
    parser.add_argument("--manifest", default=HERE / "manifest.json", help="what to train on; default: %(default)s")
    parser.add_argument("--from", dest="start", type=pathlib.Path, metavar="MODEL",
                        help="go on from this checkpoint: its weights, shape and tokenizer")
    parser.add_argument("--tokens", type=float, default=12e6, help="tokens to read; default: %(default).0f")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end after so long even if fewer are read")
    parser.add_argument("--width", type=int, default=192, help="d_model; default: %(default)s")
    parser.add_argument("--layers", type=int, default=12, help="default: %(default)s")
    parser.add_argument("--exit-layer", type=int, default=3, help="the early readout's; default: %(default)s")
    parser.add_argument("--vocabulary", type=int, default=4096, help="default: %(default)s")
    parser.add_argument("--tokenizer", help="a tokenizer.json to use instead of training one")
    parser.add_argument("--rows", type=int, default=8, help="streams side by side; default: %(default)s")
    parser.add_argument("--stretch", type=int, default=512, help="tokens between two steps; default: %(default)s")
    parser.add_argument("--simba", type=float, default=0.3, help="share of steps that prune; default: %(default)s")
    parser.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    return parser.parse_args()


def trained_tokenizer(options, supply):
    """The tokenizer of this run, which is also written to its folder."""
    path = options.out / "tokenizer.json"
    given = options.start / "tokenizer.json" if options.start else options.tokenizer
    if given:
        path.write_text(pathlib.Path(given).read_text())
    else:
        print("training the tokenizer", flush=True)
        text = "".join(supply.next() for _ in range(TOKENIZER_STREAMS))
        tokenizer.save(*tokenizer.train(text, options.vocabulary), path)
    return tokenizer.Encoder.load(path)


def rate_share(step, done):
    """Warm up, hold, and fall linearly over the last part."""
    return min(1, (step + 1) / WARM_UP_STEPS) * max(0.01, min(1, (1 - done) / DECAY))


def bits_per_byte(model, encoder, sources, sample=24_000):
    """By file: bits per byte at the top and at the early readout, over the beginning of the held-out text."""
    figures = {}
    for source in sources:
        text = "\n".join(source.tail or source.lines)[:sample]
        ids, size = [0, *encoder.encode(text)], len(text.encode())
        figures[source.name] = [round(nats.sum().item() / math.log(2) / size, 4)
                                for nats in objective.surprisal(model, ids)]
    return figures


def mean(figures, index):
    return sum(f[index] for f in figures.values()) / len(figures)


def begin_anew(state, begins):
    """Empties the state of rows that begin a stream."""
    going_on = torch.tensor([not b for b in begins], device=state[0][0].device).float()[:, None, None]
    return [(window * going_on, hidden * going_on) for window, hidden in state]


def main():
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    texts = corpus.load(options.manifest, options.data)
    supply = streams.Streams(texts.trained, random.Random(options.seed))
    encoder = trained_tokenizer(options, supply)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    shape = Shape(len(encoder.ids), options.width, options.layers, options.exit_layer)
    model = (export.load(options.start) if options.start else Mamba(shape)).to(device)
    optimizers = Optimizers(model)
    batches = streams.Batches(supply, encoder, options.rows, options.stretch)
    choice, state = random.Random(options.seed + 1), model.empty_state(options.rows)
    start, step, tokens, done = time.time(), 0, 0, 0.0
    log, record = open(options.out / "training-log.jsonl", "w"), {}
    while done < 1:
        ids, begins = batches.next()
        ids, state = torch.tensor(ids, device=device), begin_anew(state, begins)
        pruned = choice.random() < options.simba and step > WARM_UP_STEPS
        selection = objective.random_selection(model.shape.layers, options.stretch, choice) if pruned else None
        loss, nats, early, state = objective.loss(model, ids, state, selection)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizers.step(rate_share(step, done))
        step, tokens = step + 1, tokens + options.rows * options.stretch
        minutes = (time.time() - start) / 60
        done = max(tokens / options.tokens, minutes / options.minutes)
        if step % 25 == 0:
            record = {"step": step, "tokens": tokens, "minutes": round(minutes, 2), "nats": round(nats, 4),
                      "early": round(early, 4), "pruned": pruned}
            if step % 400 == 0 or done >= 1:
                seen = bits_per_byte(model, encoder, [s for s in texts.trained if s.is_log])
                unseen = bits_per_byte(model, encoder, texts.held_out)
                record["bitsPerByte"] = {"seen": round(mean(seen, 0), 4), "unseen": round(mean(unseen, 0), 4),
                                         "earlySeen": round(mean(seen, 1), 4), "earlyUnseen": round(mean(unseen, 1), 4)}
                export.save(model, encoder, texts, options, record, options.out)
            print(f"step {step}  {tokens / 1e6:.2f} M tokens  {tokens / minutes / 60:,.0f} tokens/s  {record}", flush=True)
            print(json.dumps(record), file=log, flush=True)
    figures = {"seen": bits_per_byte(model, encoder, texts.trained, 200_000),
               "unseen": bits_per_byte(model, encoder, texts.held_out, 200_000)}
    export.save(model, encoder, texts, options, {**record, "bitsPerByte": figures}, options.out)


if __name__ == "__main__":
    main()
