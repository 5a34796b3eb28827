#!/usr/bin/env python3
"""Mamba-1 and FalconMamba with Simba's pruning in float64, formula by formula: the measure for the Java code.

Needs nothing but Python 3.9, shares no code with what it measures, and is slow on purpose.

    mamba_reference.py --check DIR ...   recompute DIR/golden.json and say how far it is off
    mamba_reference.py --write PARENT    write the checkpoints own-* with their golden.json
                                         (--only NAME ...: some of them)

One row per token everywhere; a matrix is a list of rows; weights have the checkpoint's shapes.
"""

import argparse
import json
import math
import random
import struct
import sys
from dataclasses import dataclass, field
from operator import mul
from pathlib import Path

# ---------------------------------------------------------------------------- checkpoints


def to_bf16(x):
    """The bits of the nearest bfloat16, ties to even."""
    bits = struct.unpack("<I", struct.pack("<f", x))[0]
    return (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16


def pack(dtype, values):
    if dtype == "BF16":
        return struct.pack(f"<{len(values)}H", *map(to_bf16, values))
    return struct.pack(f"<{len(values)}{'f' if dtype == 'F32' else 'e'}", *values)


def unpack(dtype, data):
    if dtype == "BF16":
        halves = struct.unpack(f"<{len(data) // 2}H", data)
        return [struct.unpack("<f", struct.pack("<I", half << 16))[0] for half in halves]
    size, code = (4, "f") if dtype == "F32" else (2, "e")
    return list(struct.unpack(f"<{len(data) // size}{code}", data))


def write_safetensors(path, tensors):
    """tensors: name -> (dtype, shape, flat values)."""
    header, body = {}, b""
    for name, (dtype, shape, values) in tensors.items():
        assert math.prod(shape) == len(values), name
        data = pack(dtype, values)
        header[name] = {
            "dtype": dtype,
            "shape": list(shape),
            "data_offsets": [len(body), len(body) + len(data)],
        }
        body += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def read_safetensors(path):
    """name -> nested lists of the tensor's shape."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            tensors[name] = nest(unpack(entry["dtype"], data[begin:end]), entry["shape"])
    return tensors


def nest(values, shape):
    if len(shape) == 1:
        return values
    step = len(values) // shape[0]
    return [nest(values[i : i + step], shape[1:]) for i in range(0, len(values), step)]


class Model:
    """Configuration and weights of a checkpoint's directory."""

    def __init__(self, directory, config=None):
        config = config or json.loads((directory / "config.json").read_text())
        self.weights = read_safetensors(directory / "model.safetensors")
        self.layers = config["num_hidden_layers"]
        self.d_model = config["hidden_size"]
        self.d_inner = config.get("intermediate_size") or config["expand"] * self.d_model
        self.d_state = config["state_size"]
        self.d_conv = config["conv_kernel"]
        rank = config["time_step_rank"]
        self.dt_rank = math.ceil(self.d_model / 16) if rank == "auto" else rank
        self.epsilon = config["layer_norm_epsilon"]
        self.exit_layer = config.get("simba_exit_layer")
        falcon = config["model_type"] == "falcon_mamba"
        self.mixer_epsilon = config.get("mixer_rms_eps", 1e-6) if falcon else None
        self.embedding = self.weights["backbone.embeddings.weight"]
        self.head = self.weights.get("lm_head.weight", self.embedding)

    def of_layer(self, layer, name):
        return self.weights.get(f"backbone.layers.{layer}.{name}")

    def start(self):
        return Stream.start(self)

    def block(self, layer, stream, inputs):
        return block(self, layer, stream, inputs)

    def impacts(self, horizon, *scored):
        return impacts(horizon, *scored)


# ---------------------------------------------------------------------------- formulas


def softplus(x):
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def silu(x):
    return x / (1.0 + math.exp(-x)) if x >= 0 else x * math.exp(x) / (1.0 + math.exp(x))


def dot(x, y):
    return sum(map(mul, x, y))


def project(weight, bias, x):
    y = [dot(row, x) for row in weight]
    return y if bias is None else [a + b for a, b in zip(y, bias)]


def rms_norm(x, weight, epsilon):
    scale = 1.0 / math.sqrt(dot(x, x) / len(x) + epsilon)
    return [scale * a * w for a, w in zip(x, weight)]


def log_sum_exp(x):
    greatest = max(x)
    return greatest + math.log(math.fsum(math.exp(a - greatest) for a in x))


# ---------------------------------------------------------------------------- the model


@dataclass
class Stream:
    """What is carried from chunk to chunk."""

    windows: list  # by layer: the convolution's last d_conv - 1 inputs, oldest first
    hidden: list  # by layer: h (d_inner, d_state)
    exit_residual: list = None

    @staticmethod
    def start(model):
        return Stream(
            [[[0.0] * model.d_inner] * (model.d_conv - 1) for _ in range(model.layers)],
            [[[0.0] * model.d_state for _ in range(model.d_inner)] for _ in range(model.layers)],
        )


@dataclass
class Settings:
    last_keep: float = 1.0
    horizon: int = 0
    dense_layers: int = 0

    def count(self, layer, layers, n):
        """How many of a chunk's n tokens a layer sees."""
        top = max(0, self.dense_layers - 1)  # the last layer with keep = 1
        keep = 1.0
        if layer > top:
            keep = 1.0 - (1.0 - self.last_keep) * (layer - top) / (layers - 1 - top)
        return min(n, max(1, math.ceil(keep * n - 1e-9)))


@dataclass
class Result:
    kept: list = field(default_factory=list)  # by layer: places in the chunk
    impact: list = field(default_factory=list)  # by layer, in the order of kept
    logits: list = None  # one row per token that reached the top
    surprisal: list = None  # one per token, None for a stream's first
    margin: float = math.inf  # least relative distance between kept and pruned


def block(model, layer, stream, inputs):
    """One Mamba block over the rows it is given: what it adds to them, and (Δ, u, B, C)."""

    def weight(name):
        return model.of_layer(layer, "mixer." + name)

    d, s, r = model.d_inner, model.d_state, model.dt_rank
    conv = weight("conv1d.weight")  # (d_inner, 1, d_conv)
    conv_bias = weight("conv1d.bias") or [0.0] * d
    a = [[-math.exp(v) for v in row] for row in weight("A_log")]  # (d_inner, d_state)
    skip = weight("D")
    h = [row[:] for row in stream.hidden[layer]]
    window = list(stream.windows[layer])
    outputs, deltas, us, bs, cs = [], [], [], [], []
    for x in inputs:
        xz = project(weight("in_proj.weight"), weight("in_proj.bias"), x)
        window.append(xz[:d])
        u = [
            silu(conv_bias[c] + sum(conv[c][0][j] * window[j][c] for j in range(model.d_conv)))
            for c in range(d)
        ]
        window.pop(0)
        dbc = project(weight("x_proj.weight"), None, u)
        step, b, c_out = dbc[:r], dbc[r : r + s], dbc[r + s :]
        if model.mixer_epsilon is not None:  # FalconMamba: norms without weights
            step, b, c_out = (
                rms_norm(v, [1.0] * len(v), model.mixer_epsilon) for v in (step, b, c_out)
            )
        raw = project(weight("dt_proj.weight"), weight("dt_proj.bias"), step)
        delta = [softplus(v) for v in raw]
        y = []
        for c in range(d):
            for k in range(s):
                h[c][k] = math.exp(delta[c] * a[c][k]) * h[c][k] + delta[c] * b[k] * u[c]
            y.append((dot(c_out, h[c]) + skip[c] * u[c]) * silu(xz[d + c]))
        outputs.append(project(weight("out_proj.weight"), weight("out_proj.bias"), y))
        for values, value in zip((deltas, us, bs, cs), (delta, u, b, c_out)):
            values.append(value)
    stream.hidden[layer] = h
    stream.windows[layer] = window
    return outputs, a, deltas, us, bs, cs


def impacts(horizon, a, deltas, us, bs, cs):
    """max_c | Σ_s C_T[s] exp(A[c,s] S_i[c]) Δ_i[c] B_i[s] u_i[c] |, S_i summed anew for each i."""
    n, d = len(deltas), len(a)
    mean = [math.fsum(delta[c] for delta in deltas) / n for c in range(d)]
    scores = []
    for i in range(n):
        ahead = [math.fsum(deltas[k][c] for k in range(i + 1, n)) + horizon * mean[c] for c in range(d)]
        terms = []
        for c in range(d):
            decayed = (cs[-1][s] * math.exp(a[c][s] * ahead[c]) * bs[i][s] for s in range(len(bs[i])))
            terms.append(abs(sum(decayed) * deltas[i][c] * us[i][c]))
        scores.append(max(terms))
    return scores


def select(places, scores, count):
    """The count places that climb, and the relative margin of that choice."""
    if count >= len(places):
        return places, math.inf
    order = sorted(range(len(places) - 1), key=lambda i: (scores[i], i), reverse=True)
    chosen, pruned = order[: count - 1], order[count - 1 :]
    margin = math.inf
    if chosen and pruned:
        margin = (scores[chosen[-1]] - scores[pruned[0]]) / scores[chosen[-1]]
    return [places[i] for i in sorted(chosen)] + [places[-1]], margin


def read_chunk(model, stream, ids, settings):
    """Reads one chunk and moves the stream on. The model may bring its own block and impacts."""
    result = Result()
    residual = [list(model.embedding[token]) for token in ids]
    places = list(range(len(ids)))
    for layer in range(model.layers):
        result.kept.append(places)
        norm = model.of_layer(layer, "norm.weight")
        inputs = [rms_norm(residual[i], norm, model.epsilon) for i in places]
        outputs, *scored = model.block(layer, stream, inputs)
        for i, output in zip(places, outputs):
            residual[i] = [x + y for x, y in zip(residual[i], output)]
        if layer + 1 == model.exit_layer:
            result.surprisal = exit_surprisal(model, stream, residual, ids)
        result.impact.append(model.impacts(settings.horizon, *scored))
        if layer + 1 < model.layers:
            count = settings.count(layer + 1, model.layers, len(ids))
            places, margin = select(places, result.impact[-1], count)
            result.margin = min(result.margin, margin)
    norm = model.weights["backbone.norm_f.weight"]
    result.logits = [
        project(model.head, None, rms_norm(residual[i], norm, model.epsilon)) for i in places
    ]
    return result


def exit_surprisal(model, stream, residual, ids):
    before = [stream.exit_residual] + residual[:-1]
    stream.exit_residual = list(residual[-1])
    norm = model.weights["simba.exit_norm.weight"]
    surprisal = []
    for row, token in zip(before, ids):
        if row is None:
            surprisal.append(None)
        else:
            logits = project(model.embedding, None, rms_norm(row, norm, model.epsilon))
            surprisal.append(log_sum_exp(logits) - logits[token])
    return surprisal


def argmax(values):
    return max(range(len(values)), key=values.__getitem__)


# ---------------------------------------------------------------------------- golden.json


def golden(model, ids, chunk_sizes, all_settings, continuation):
    """What golden.json holds, and the least margin of all choices made on the way."""
    stream = model.start()
    logits = read_chunk(model, stream, ids, Settings()).logits[-1]
    document = {
        "about": "float64 reference (mamba_reference.py) on the stored weights",
        "ids": ids,
        "chunkSizes": chunk_sizes,
        "denseLastLogits": logits,
        "greedyContinuation": [],
        "runs": [],
    }
    margins = []
    for _ in range(continuation):
        first, second = sorted(logits, reverse=True)[:2]
        margins.append(first - second)
        document["greedyContinuation"].append(argmax(logits))
        logits = read_chunk(model, stream, [argmax(logits)], Settings()).logits[-1]
    for settings in all_settings:
        run, margin = golden_run(model, ids, chunk_sizes, settings)
        document["runs"].append(run)
        margins.append(margin)
    return document, min(margins)


def golden_run(model, ids, chunk_sizes, settings):
    stream = model.start()
    chunks, margin, at = [], math.inf, 0
    for size in chunk_sizes:
        part = ids[at : at + size]
        at += size
        result = read_chunk(model, stream, part, settings)
        margin = min(margin, result.margin)
        chunk = {
            "ids": part,
            "kept": result.kept,
            "impact": result.impact,
            "lastLogits": result.logits[-1],
            "argmax": [argmax(row) for row in result.logits],
        }
        if result.surprisal is not None:
            chunk["surprisal"] = result.surprisal
        chunks.append(chunk)
    final = [
        {
            "conv": stream.windows[layer],
            "ssmRowSums": [sum(row) for row in stream.hidden[layer]],  # by channel
            "ssmAbsMax": max(abs(v) for row in stream.hidden[layer] for v in row),
        }
        for layer in range(model.layers)
    ]
    return {
        "lastKeep": settings.last_keep,
        "horizon": settings.horizon,
        "denseLayers": settings.dense_layers,
        "chunks": chunks,
        "finalState": final,
    }, margin


def rounded(value):
    """Nine significant digits: beyond float32, short enough to store."""
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [rounded(v) for v in value]
    if isinstance(value, dict):
        return {key: rounded(v) for key, v in value.items()}
    return value


# ---------------------------------------------------------------------------- --check


def check(directory, open_model=Model):
    """Compares a stored golden.json with what this reference makes of the same checkpoint."""
    stored = json.loads((directory / "golden.json").read_text())
    all_settings = [
        Settings(run["lastKeep"], run["horizon"], run.get("denseLayers", 0))
        for run in stored["runs"]
    ]
    continuation = len(stored["greedyContinuation"])
    made, margin = golden(
        open_model(directory), stored["ids"], stored["chunkSizes"], all_settings, continuation
    )
    differences = {"exact": 0, "absolute": 0.0, "impact, relative": 0.0}
    compare(stored, made, "", differences)
    print(f"{directory.name}: {differences}, least margin {margin:.2g}")
    return differences["exact"] == 0 and differences["absolute"] < 1e-6 and (
        differences["impact, relative"] < 1e-5
    )


def compare(stored, made, path, differences):
    if isinstance(stored, dict):
        for key, value in stored.items():
            if key != "about":
                compare(value, made[key], f"{path}/{key}", differences)
    elif isinstance(stored, list):
        differences["exact"] += len(stored) != len(made)
        for value, other in zip(stored, made):
            compare(value, other, path, differences)
    elif isinstance(stored, float) and not path.endswith("lastKeep"):
        kind = "impact, relative" if path.endswith("/impact") else "absolute"
        error = abs(stored - made) / (abs(stored) + 1e-30 if "impact" in kind else 1.0)
        differences[kind] = max(differences[kind], error)
    else:
        differences["exact"] += stored != made


# ---------------------------------------------------------------------------- --write


def draw(config, dtypes, exit_norm, untied, seed):
    """Random weights of a model, name -> (dtype, shape, values)."""
    rng = random.Random(seed)
    vocab, d_model, layers = (config[k] for k in ("vocab_size", "hidden_size", "num_hidden_layers"))
    d_inner = config.get("intermediate_size") or config["expand"] * d_model
    d_state, d_conv, rank = (config[k] for k in ("state_size", "conv_kernel", "time_step_rank"))
    rank = math.ceil(d_model / 16) if rank == "auto" else rank
    tensors = {}

    def put(name, shape, value):
        dtype = next((t for end, t in dtypes.items() if name.endswith(end)), dtypes[""])
        tensors[name] = (dtype, shape, [value(i) for i in range(math.prod(shape))])

    def normal(scale, center=0.0):
        return lambda _: rng.gauss(center, scale)

    put("backbone.embeddings.weight", (vocab, d_model), normal(0.5))
    for layer in range(layers):
        block_name = f"backbone.layers.{layer}."
        mixer = block_name + "mixer."
        put(block_name + "norm.weight", (d_model,), normal(0.2, 1.0))
        put(mixer + "in_proj.weight", (2 * d_inner, d_model), normal(1.5 / math.sqrt(d_model)))
        put(mixer + "conv1d.weight", (d_inner, 1, d_conv), normal(0.5))
        put(mixer + "x_proj.weight", (rank + 2 * d_state, d_inner), normal(2 / math.sqrt(d_inner)))
        put(mixer + "dt_proj.weight", (d_inner, rank), normal(0.4 / math.sqrt(rank)))
        put(mixer + "dt_proj.bias", (d_inner,), lambda _: rng.uniform(-5.0, -1.0))
        put(
            mixer + "A_log",
            (d_inner, d_state),
            lambda i: math.log(1 + i % d_state) + rng.gauss(0.0, 0.1),
        )
        put(mixer + "D", (d_inner,), normal(0.2, 1.0))
        put(mixer + "out_proj.weight", (d_model, d_inner), normal(0.7 / math.sqrt(d_inner)))
        if config["use_conv_bias"]:
            put(mixer + "conv1d.bias", (d_inner,), normal(0.3))
        if config["use_bias"]:
            put(mixer + "in_proj.bias", (2 * d_inner,), normal(0.3))
            put(mixer + "out_proj.bias", (d_model,), normal(0.1))
    put("backbone.norm_f.weight", (d_model,), normal(0.2, 1.0))
    if untied:
        put("lm_head.weight", (vocab, d_model), normal(0.5))
    if exit_norm:
        put("simba.exit_norm.weight", (d_model,), normal(0.2, 1.0))
    return tensors, rng


COMMON = {
    "architectures": ["MambaForCausalLM"],
    "model_type": "mamba",
    "layer_norm_epsilon": 1e-5,
    "hidden_act": "silu",
    "use_bias": False,
    "use_conv_bias": True,
    "bos_token_id": 0,
}

# name: (first seed to try, configuration, element types by end of the tensor's name, runs)
OWN = {
    "own-untied": (
        2,
        {
            **COMMON,
            "vocab_size": 61,
            "hidden_size": 18,
            "expand": 2,
            "state_size": 8,
            "num_hidden_layers": 4,
            "conv_kernel": 4,
            "time_step_rank": 3,
            "use_bias": True,
            "tie_word_embeddings": False,
        },
        {
            "in_proj.weight": "F16",
            "out_proj.weight": "F16",
            "conv1d.bias": "F16",
            "A_log": "F32",
            ".D": "F32",
            "norm.weight": "F32",
            "dt_proj.bias": "F32",
            "lm_head.weight": "F32",
            "": "BF16",
        },
        [Settings(), Settings(0.4), Settings(0.1, 32)],
    ),
    "own-tied": (
        1,
        {
            **COMMON,
            "vocab_size": 53,
            "hidden_size": 20,
            "intermediate_size": 44,
            "state_size": 5,
            "num_hidden_layers": 5,
            "conv_kernel": 3,
            "time_step_rank": "auto",
            "layer_norm_epsilon": 0.03,
            "use_conv_bias": False,
        },
        {"embeddings.weight": "F16", "": "F32"},
        [Settings(), Settings(0.25), Settings(0.1, 16, 2)],
    ),
    "own-readout": (
        1,
        {
            **COMMON,
            "vocab_size": 71,
            "hidden_size": 24,
            "expand": 2,
            "state_size": 6,
            "num_hidden_layers": 5,
            "conv_kernel": 4,
            "time_step_rank": 2,
            "tie_word_embeddings": True,
            "simba_exit_layer": 3,
        },
        {"A_log": "F32", ".D": "F32", "norm.weight": "F32", "": "BF16"},
        [Settings(), Settings(0.3), Settings(0.3, 0, 3)],
    ),
}
OWN["own-falcon"] = (
    1,
    {
        **COMMON,
        "architectures": ["FalconMambaForCausalLM"],
        "model_type": "falcon_mamba",
        "vocab_size": 47,
        "hidden_size": 20,
        "expand": 2,
        "state_size": 6,
        "num_hidden_layers": 4,
        "conv_kernel": 4,
        "time_step_rank": 3,
        "tie_word_embeddings": False,
        "mixer_rms_eps": 0.02,  # large, so that leaving it out shows
    },
    {"A_log": "F32", ".D": "F32", "norm.weight": "F32", "": "BF16"},
    [Settings(), Settings(0.3), Settings(0.1, 24)],
)
CHUNK_SIZES = [23, 1, 2, 18, 20]
LEAST_MARGIN = 2e-3


def write(directory, first_seed, config, dtypes, all_settings, open_model=Model, draw=draw):
    """Writes a checkpoint from the first seed whose choices are no matter of rounding."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    for seed in range(first_seed, first_seed + 1000):
        exit_norm = "simba_exit_layer" in config
        untied = config.get("tie_word_embeddings") is False
        tensors, rng = draw(config, dtypes, exit_norm, untied, seed)
        write_safetensors(directory / "model.safetensors", tensors)
        ids = [0] + [rng.randrange(1, config["vocab_size"]) for _ in range(sum(CHUNK_SIZES) - 1)]
        document, margin = golden(open_model(directory), ids, CHUNK_SIZES, all_settings, 8)
        if margin > LEAST_MARGIN:
            text = json.dumps(rounded(document), separators=(",", ":"))
            (directory / "golden.json").write_text(text + "\n")
            print(f"{directory.name}: seed {seed}, least margin {margin:.2g}")
            return
    raise SystemExit(f"no seed gives {directory.name} clear choices")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--write", type=Path, metavar="PARENT")
    parser.add_argument("--only", nargs="+", default=list(OWN), metavar="NAME")
    arguments = parser.parse_args()
    if arguments.write:
        for name in arguments.only:
            recipe = OWN[name]
            write(arguments.write / name, *recipe)
    if arguments.check:
        sys.exit(not all([check(directory) for directory in arguments.check]))


if __name__ == "__main__":
    main()
