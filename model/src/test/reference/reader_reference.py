#!/usr/bin/env python3
"""The reader in float64, token by token: the measure for the Java code.

A model that reads only what its stream did not surely expect: the gate is gate_reference.py's, blocks, norms and
selection are mamba_reference.py's; what a read token brings in and the readouts are here. Needs nothing but Python 3.9.

    reader_reference.py --check DIR ...   recompute DIR/golden.json and say how far it is off
    reader_reference.py --write PARENT    write the checkpoint own-reader with its golden.json
"""

import argparse
import json
import math
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

from gate_reference import HAS_DIGIT, LEVELS, LINE_FEED, SIGNATURES, SOURCES, STARTS_WORD, Gate
from mamba_reference import (
    COMMON,
    Model,
    Settings,
    Stream,
    compare,
    draw,
    log_sum_exp,
    project,
    rms_norm,
    rounded,
    select,
    silu,
    write_safetensors,
)

ONE = 65_536
GAPS = 8
CHUNK_SIZES = [90, 200, 1, 2, 1, 206]
LEAST_MARGIN = 1e-3
NAME = "own-reader"
CONFIG = {
    **COMMON,
    "vocab_size": 64,
    "hidden_size": 20,
    "expand": 2,
    "state_size": 6,
    "num_hidden_layers": 4,
    "conv_kernel": 4,
    "time_step_rank": 2,
    "tie_word_embeddings": True,
    "simba_exit_layer": 2,
    "simba_reader_threshold": 0.8,
}
TYPES = {"A_log": "F32", ".D": "F32", "norm.weight": "F32", "kinds": "F32", "trust": "F32", "copy_level": "F32", "copy_odds": "F32", "": "BF16"}


def add(*vectors):
    return [math.fsum(values) for values in zip(*vectors)]


def scaled(vector, factor):
    return [factor * v for v in vector]


class Reader(Model):
    def __init__(self, directory):
        super().__init__(directory)
        config = json.loads((directory / "config.json").read_text())
        self.threshold = round(config["simba_reader_threshold"] * ONE)

    def of_reader(self, name):
        return self.weights["simba.reader." + name]

    def start(self):
        stream = ReadStream(**vars(Stream.start(self)))
        stream.gate = Gate([int(k) for k in self.of_reader("kinds")], self.of_reader("trust"), self.threshold)
        return stream


@dataclass
class ReadStream(Stream):
    gate: Gate = None
    skipped: list = field(default_factory=list)  # tokens since the last one that was read
    top_residual: list = None


@dataclass
class Read:
    """A token that is read, and what is known just before it."""

    token: int
    expected: tuple  # candidates, levels, trust, sure
    skipped: list


def through_gate(stream, ids):
    """By token: what the gate's decision costs, and, if the token is read, what it brings in; and the expectations."""
    nats, reads, known = [], [], []
    for place, token in enumerate(ids):
        candidates, levels, trust, sure = stream.gate.read(token)
        share = max(trust) / ONE
        nats.append(0.0 if sure < 0 else -math.log(share if token == sure else 1 - share))
        known.append((candidates, levels, trust, sure))
        if stream.gate.is_skipped(token, sure):
            stream.skipped.append(token)
        else:
            reads.append((place, Read(token, (candidates, levels, trust, sure), stream.skipped)))
            stream.skipped = []
    return nats, reads, known


def trace(model, read):
    """The sum of the skipped tokens' embeddings over the root of how many there are, and one."""
    zero = [0.0] * model.d_model
    return scaled(add(zero, *(model.embedding[t] for t in read.skipped)), 1 / math.sqrt(len(read.skipped) + 1))


def between(model, read):
    return model.of_reader("between.weight")[min(len(read.skipped).bit_length(), GAPS - 1)]


def entry(model, read):
    """What a read token enters layer 0 with."""
    sure = read.expected[3]
    instead_of = project(model.of_reader("sure_in.weight"), None, model.embedding[sure]) if sure >= 0 else [0.0] * model.d_model
    left = project(model.of_reader("trace_in.weight"), None, trace(model, read))
    return add(model.embedding[read.token], left, instead_of, between(model, read))


def query(model, read):
    """What the readout of a read token knows besides the residual."""
    candidates, levels, _, _ = read.expected
    known = [0.0] * model.d_model
    for source, (candidate, level) in enumerate(zip(candidates, levels)):
        if candidate >= 0:
            weight = model.of_reader("certainty")[source][level]
            known = add(known, [w * e for w, e in zip(weight, model.embedding[candidate])])
    left = project(model.of_reader("trace_out.weight"), None, trace(model, read))
    return add(left, project(model.of_reader("candidates_out.weight"), None, known), between(model, read))


def logits(model, which, norm, residual, read):
    """Of a read token, from the residual of the one read before it; what was surely expected and did not come is excluded."""

    def weight(name):
        return model.of_reader(f"{which}.{name}")

    z = add(residual, query(model, read))
    wide = [silu(v) for v in project(weight("up.weight"), None, rms_norm(z, weight("query_norm.weight"), model.epsilon))]
    z = rms_norm(add(z, project(weight("down.weight"), None, wide)), model.weights[norm], model.epsilon)
    out = project(model.embedding, None, z)
    candidates, levels, trust, sure = read.expected
    for source, candidate in enumerate(candidates):
        if candidate >= 0:
            odds = math.log(trust[source] / (ONE - trust[source])) if trust[source] else 0.0
            copied = project([weight("copy")[source]], None, z)[0] + weight("copy_level")[source][levels[source]]
            out[candidate] += copied + weight("copy_odds")[source] * odds
    if sure >= 0 and sure != read.token:
        out[sure] = -math.inf
    return out


def surprisal(model, which, norm, before, reads, nats):
    """Nats of tokens, None where no residual came before or the token's predecessor did not get there."""
    values = list(nats)
    for residual, (place, read) in zip(before, reads):
        if read.expected[3] == read.token:
            continue  # a line feed that was surely expected costs what the gate says
        if residual is None:
            values[place] = None
        else:
            out = logits(model, which, norm, residual, read)
            finite = [v for v in out if v > -math.inf]
            values[place] += log_sum_exp(finite) - out[read.token]
    return values


def expected(model, which, norm, before, reads, known):
    """Nats that tokens were expected to cost: the entropy of the gate's decision and, where the model is asked, its own."""
    values = []
    for _, _, trust, sure in known:
        share = max(trust) / ONE
        values.append(0.0 if sure < 0 else -share * math.log(share) - (1 - share) * math.log(1 - share))
    for residual, (place, read) in zip(before, reads):
        _, _, trust, sure = read.expected
        if sure == read.token:
            continue
        if residual is None:
            values[place] = None
        else:
            finite = [v for v in logits(model, which, norm, residual, read) if v > -math.inf]
            total = log_sum_exp(finite)
            entropy = math.fsum(math.exp(v - total) * (total - v) for v in finite)
            values[place] += entropy * (1 if sure < 0 else 1 - max(trust) / ONE)
    return values


def read_chunk(model, stream, ids, settings):
    nats, reads, known = through_gate(stream, ids)
    n = len(reads)
    residual = [entry(model, read) for _, read in reads]
    kept, impact, margin = [], [], math.inf
    rows, exit_nats, exit_expected = list(range(n)), nats, None
    for layer in range(model.layers):
        kept.append([reads[i][0] for i in rows])
        norm = model.of_layer(layer, "norm.weight")
        outputs, *scored = model.block(layer, stream, [rms_norm(residual[i], norm, model.epsilon) for i in rows])
        for i, output in zip(rows, outputs):
            residual[i] = add(residual[i], output)
        if layer + 1 == model.exit_layer:
            before = [stream.exit_residual, *residual][:n]
            exit_nats = surprisal(model, "early", "simba.exit_norm.weight", before, reads, nats)
            exit_expected = expected(model, "early", "simba.exit_norm.weight", before, reads, known)
            stream.exit_residual = residual[-1] if n else stream.exit_residual
        impact.append(model.impacts(settings.horizon, *scored) if rows else [])
        if layer + 1 < model.layers and rows:
            rows, least = select(rows, impact[-1], settings.count(layer + 1, model.layers, n))
            margin = min(margin, least)
    reached = [stream.top_residual, *(residual[i] if i in rows else None for i in range(n))][:n]
    top_nats = surprisal(model, "top", "backbone.norm_f.weight", reached, reads, nats)
    stream.top_residual = residual[rows[-1]] if n else stream.top_residual
    return {
        "ids": ids,
        "candidates": [k[0] for k in known],
        "levels": [k[1] for k in known],
        "trust": [k[2] for k in known],
        "sure": [k[3] for k in known],
        "gateNats": nats,
        "kept": kept,
        "impact": impact,
        "surprisal": exit_nats,
        "expected": exit_expected,
        "topSurprisal": top_nats,
    }, margin


def golden(model, ids, all_settings):
    document = {"about": "float64 reference (reader_reference.py) on the stored weights", "ids": ids, "chunkSizes": CHUNK_SIZES, "runs": []}
    least = math.inf
    for settings in all_settings:
        stream, at, chunks = model.start(), 0, []
        for size in CHUNK_SIZES:
            chunk, margin = read_chunk(model, stream, ids[at : at + size], settings)
            least, at = min(least, margin), at + size
            chunks.append(chunk)
        final = [{"conv": stream.windows[i], "ssmRowSums": [sum(row) for row in stream.hidden[i]]} for i in range(model.layers)]
        document["runs"].append({"lastKeep": settings.last_keep, "horizon": settings.horizon, "chunks": chunks, "finalState": final})
    return document, least


# ---------------------------------------------------------------------------- --write


def kinds(vocabulary):
    """Token 1 is the line feed; every third of the others begins a word, every fifth has a digit."""
    return [0, LINE_FEED] + [STARTS_WORD * (i % 3 == 0) + HAS_DIGIT * (i % 5 == 0) for i in range(2, vocabulary)]


def lines(rng, vocabulary, length):
    """Tokens of a few templates whose fields vary, as in a log."""
    templates = [[rng.randrange(2, vocabulary) for _ in range(rng.randint(8, 16))] for _ in range(3)]
    ids = [0]
    while len(ids) < length:
        template = list(rng.choice(templates))
        for _ in range(rng.choice((0, 0, 1, 2))):
            template[rng.randrange(len(template))] = rng.randrange(2, vocabulary)
        ids += template + [1]
    return ids[:length]


def draw_reader(seed):
    tensors, rng = draw(CONFIG, TYPES, True, False, seed)
    d, vocabulary = CONFIG["hidden_size"], CONFIG["vocab_size"]

    def put(name, shape, scale, center=0.0):
        dtype = next((t for end, t in TYPES.items() if name.endswith(end)), TYPES[""])
        tensors["simba.reader." + name] = (dtype, shape, [rng.gauss(center, scale) for _ in range(math.prod(shape))])

    tensors["simba.reader.kinds"] = ("F32", (vocabulary,), [float(k) for k in kinds(vocabulary)])
    tensors["simba.reader.trust"] = ("F32", (SIGNATURES,), [float(rng.randrange(45_000, 65_000)) for _ in range(SIGNATURES)])
    put("between.weight", (GAPS, d), 0.3)
    for name in ("trace_in", "sure_in", "trace_out", "candidates_out"):
        put(name + ".weight", (d, d), 0.7 / math.sqrt(d))
    put("certainty", (SOURCES, LEVELS, d), 0.3, 0.5)
    for which in ("top", "early"):
        put(which + ".query_norm.weight", (d,), 0.2, 1.0)
        put(which + ".up.weight", (2 * d, d), 1 / math.sqrt(d))
        put(which + ".down.weight", (d, 2 * d), 0.7 / math.sqrt(d))
        put(which + ".copy", (SOURCES, d), 0.3)
        put(which + ".copy_level", (SOURCES, LEVELS), 0.5)
        put(which + ".copy_odds", (SOURCES,), 0.2, 0.5)
    return tensors, rng


def write(directory):
    """Writes the checkpoint from the first seed whose choices are no matter of rounding."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "config.json").write_text(json.dumps(CONFIG, indent=1) + "\n")
    for seed in range(1, 1000):
        tensors, rng = draw_reader(seed)
        write_safetensors(directory / "model.safetensors", tensors)
        ids = lines(rng, CONFIG["vocab_size"], sum(CHUNK_SIZES))
        document, margin = golden(Reader(directory), ids, [Settings(), Settings(0.4)])
        if margin > LEAST_MARGIN:
            (directory / "golden.json").write_text(json.dumps(rounded(document), separators=(",", ":")) + "\n")
            read = sum(len(c["kept"][0]) for c in document["runs"][0]["chunks"])
            print(f"{directory.name}: seed {seed}, least margin {margin:.2g}, {read} of {len(ids)} tokens read")
            return
    raise SystemExit("no seed gives clear choices")


def check(directory):
    stored = json.loads((directory / "golden.json").read_text())
    settings = [Settings(run["lastKeep"], run["horizon"]) for run in stored["runs"]]
    made, margin = golden(Reader(directory), stored["ids"], settings)
    differences = {"exact": 0, "absolute": 0.0, "impact, relative": 0.0}
    compare(stored, made, "", differences)
    print(f"{directory.name}: {differences}, least margin {margin:.2g}")
    return differences["exact"] == 0 and differences["absolute"] < 1e-6 and differences["impact, relative"] < 1e-5


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--write", type=Path, metavar="PARENT")
    arguments = parser.parse_args()
    if arguments.write:
        write(arguments.write / NAME)
    if arguments.check:
        sys.exit(not all([check(directory) for directory in arguments.check]))


if __name__ == "__main__":
    main()
