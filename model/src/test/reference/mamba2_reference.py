#!/usr/bin/env python3
"""Mamba-2 with Simba's pruning in float64, token by token: the measure for the Java code.

Needs nothing but Python 3.9. Checkpoints, norms, selection and golden.json are mamba_reference.py's;
the block is here, after the formulas of Hugging Face's `mamba2`, but for the norm: the original code's is by groups.

    mamba2_reference.py --check DIR ...   recompute DIR/golden.json and say how far it is off
    mamba2_reference.py --write PARENT    write the checkpoints own-mamba2* with their golden.json

Two things are computed in another way than the Java code does, and compared where they are made:
the block's outputs a second time in the quadratic form (the masked products of C and B), and a
token's impact at horizon 0 as the change of the last output when its own term is left out.
"""

import argparse
import json
import math
import random
import sys
from pathlib import Path

from mamba_reference import (
    COMMON,
    Settings,
    Stream,
    check,
    dot,
    Model,
    project,
    rms_norm,
    silu,
    softplus,
    write,
)


class Mamba2(Model):
    """Configuration and weights of a checkpoint's directory."""

    def __init__(self, directory):
        config = json.loads((directory / "config.json").read_text())
        config_of_mamba = {"time_step_rank": 1, "expand": 2, **config}
        super().__init__(directory, config_of_mamba)
        self.d_inner = config["expand"] * self.d_model
        self.heads = config["num_heads"]
        self.head_dim = config["head_dim"]
        self.groups = config["n_groups"]
        low, high = config.get("time_step_limit") or (0.0, math.inf)
        self.limit = (float(low), float(high))
        self.channels = self.d_inner + 2 * self.groups * self.d_state
        assert self.heads * self.head_dim == self.d_inner and self.heads % self.groups == 0

    def start(self):
        stream = Stream.start(self)  # hidden: by layer (d_inner, d_state), heads one after another
        stream.windows = [
            [[0.0] * self.channels for _ in range(self.d_conv - 1)] for _ in range(self.layers)
        ]
        return stream

    def group_norm(self, row, weight):
        """RMS norm of each group's channels by themselves, as the original code's RMSNormGated has it."""
        size = self.d_inner // self.groups
        parts = [slice(at, at + size) for at in range(0, self.d_inner, size)]
        return sum((rms_norm(row[part], weight[part], self.epsilon) for part in parts), [])

    def group(self, head):
        return head // (self.heads // self.groups)

    def block(self, layer, stream, inputs):
        """One block over the rows it is given: what it adds, and what impacts need."""

        def weight(name):
            return self.of_layer(layer, "mixer." + name)

        d, s, p = self.d_inner, self.d_state, self.head_dim
        conv = weight("conv1d.weight")  # (channels, 1, d_conv)
        conv_bias = weight("conv1d.bias") or [0.0] * self.channels
        a = [-math.exp(v) for v in weight("A_log")]
        window = list(stream.windows[layer])
        gates, us, bs, cs, deltas = [], [], [], [], []
        for x in inputs:
            projected = project(weight("in_proj.weight"), weight("in_proj.bias"), x)
            gates.append(projected[:d])
            window.append(projected[d : d + self.channels])
            xbc = [
                silu(
                    conv_bias[c] + sum(conv[c][0][j] * window[j][c] for j in range(self.d_conv))
                )
                for c in range(self.channels)
            ]
            window.pop(0)
            us.append(xbc[:d])
            bs.append([xbc[d + g * s : d + (g + 1) * s] for g in range(self.groups)])
            at = d + self.groups * s
            cs.append([xbc[at + g * s : at + (g + 1) * s] for g in range(self.groups)])
            raw = projected[d + self.channels :]
            deltas.append(
                [
                    min(max(softplus(v + bias), self.limit[0]), self.limit[1])
                    for v, bias in zip(raw, weight("dt_bias"))
                ]
            )
        before = stream.hidden[layer]
        skip = weight("D")
        ys, after = self.recurrence(a, skip, deltas, us, bs, cs, before)
        for y, other in zip(ys, self.quadratic(a, skip, deltas, us, bs, cs, before)):
            assert all(abs(v - w) < 1e-9 * (1 + abs(v)) for v, w in zip(y, other))
        outputs = []
        for y, gate in zip(ys, gates):
            gated = [v * silu(z) for v, z in zip(y, gate)]
            normed = self.group_norm(gated, weight("norm.weight"))
            outputs.append(project(weight("out_proj.weight"), weight("out_proj.bias"), normed))
        stream.hidden[layer] = after
        stream.windows[layer] = window
        return outputs, a, skip, deltas, us, bs, cs, before

    def recurrence(self, a, skip, deltas, us, bs, cs, before, left_out=None):
        """Outputs by token (d_inner), and h; the term of one token may be left out of h."""
        h = [row[:] for row in before]
        ys = []
        for t, (delta, u, b, c_out) in enumerate(zip(deltas, us, bs, cs)):
            y = []
            for channel in range(self.d_inner):
                head = channel // self.head_dim
                group = self.group(head)
                decay = math.exp(delta[head] * a[head])
                taken = 0.0 if t == left_out else delta[head] * u[channel]
                h[channel] = [decay * v + taken * w for v, w in zip(h[channel], b[group])]
                y.append(dot(c_out[group], h[channel]) + skip[head] * u[channel])
            ys.append(y)
        return ys, h

    def quadratic(self, a, skip, deltas, us, bs, cs, before):
        """The same outputs as sums over pairs of tokens, without a hidden state in between."""
        for t in range(len(us)):
            y = []
            for channel in range(self.d_inner):
                head = channel // self.head_dim
                group = self.group(head)
                total = skip[head] * us[t][channel]
                ahead = 0.0  # Σ Δ from the token after i to t
                for i in range(t, -1, -1):
                    weight = dot(cs[t][group], bs[i][group]) * math.exp(a[head] * ahead)
                    total += weight * deltas[i][head] * us[i][channel]
                    ahead += deltas[i][head]
                total += math.exp(a[head] * ahead) * dot(cs[t][group], before[channel])
                y.append(total)
            yield y

    def impacts(self, horizon, a, skip, deltas, us, bs, cs, before):
        """max_c | Σ_s C_T[s] exp(A S_i) Δ_i B_i[s] u_i[c] |, term by term."""
        n = len(us)
        mean = [math.fsum(delta[k] for delta in deltas) / n for k in range(self.heads)]
        whole = self.recurrence(a, skip, deltas, us, bs, cs, before)[0][-1]
        scores = []
        for i in range(n):
            score = 0.0
            for channel in range(self.d_inner):
                head = channel // self.head_dim
                group = self.group(head)
                ahead = math.fsum(deltas[k][head] for k in range(i + 1, n)) + horizon * mean[head]
                term = sum(
                    c * math.exp(a[head] * ahead) * deltas[i][head] * b * us[i][channel]
                    for c, b in zip(cs[-1][group], bs[i][group])
                )
                score = max(score, abs(term))
            if horizon == 0:
                without = self.recurrence(a, skip, deltas, us, bs, cs, before, left_out=i)[0][-1]
                change = max(abs(v - w) for v, w in zip(whole, without))
                assert abs(change - score) < 1e-9 * (1 + score), (change, score)
            scores.append(score)
        return scores


def draw(config, dtypes, exit_norm, untied, seed):
    """Random weights of a model, name -> (dtype, shape, values)."""
    rng = random.Random(seed)
    vocab, d_model, layers = (config[k] for k in ("vocab_size", "hidden_size", "num_hidden_layers"))
    d_inner = config["expand"] * d_model
    heads, groups, d_conv = (config[k] for k in ("num_heads", "n_groups", "conv_kernel"))
    channels = d_inner + 2 * groups * config["state_size"]
    tensors = {}

    def put(name, shape, value):
        dtype = next((t for end, t in dtypes.items() if name.endswith(end)), dtypes[""])
        tensors[name] = (dtype, shape, [value() for _ in range(math.prod(shape))])

    def normal(scale, center=0.0):
        return lambda: rng.gauss(center, scale)

    put("backbone.embeddings.weight", (vocab, d_model), normal(0.5))
    for layer in range(layers):
        block_name = f"backbone.layers.{layer}."
        mixer = block_name + "mixer."
        width = d_inner + channels + heads
        put(block_name + "norm.weight", (d_model,), normal(0.2, 1.0))
        put(mixer + "in_proj.weight", (width, d_model), normal(1.5 / math.sqrt(d_model)))
        put(mixer + "conv1d.weight", (channels, 1, d_conv), normal(0.5))
        put(mixer + "dt_bias", (heads,), lambda: rng.uniform(-5.0, -1.0))
        put(mixer + "A_log", (heads,), lambda: math.log(rng.uniform(1.0, 8.0)))
        put(mixer + "D", (heads,), normal(0.2, 1.0))
        put(mixer + "norm.weight", (d_inner,), normal(0.2, 1.0))
        put(mixer + "out_proj.weight", (d_model, d_inner), normal(0.7 / math.sqrt(d_inner)))
        if config["use_conv_bias"]:
            put(mixer + "conv1d.bias", (channels,), normal(0.3))
        if config["use_bias"]:
            put(mixer + "in_proj.bias", (width,), normal(0.3))
            put(mixer + "out_proj.bias", (d_model,), normal(0.1))
    put("backbone.norm_f.weight", (d_model,), normal(0.2, 1.0))
    if untied:
        put("lm_head.weight", (vocab, d_model), normal(0.5))
    if exit_norm:
        put("simba.exit_norm.weight", (d_model,), normal(0.2, 1.0))
    return tensors, rng


COMMON2 = {**COMMON, "architectures": ["Mamba2ForCausalLM"], "model_type": "mamba2", "expand": 2}

# name: (first seed to try, configuration, element types by end of the tensor's name, runs)
OWN = {
    "own-mamba2": (
        1,
        {
            **COMMON2,
            "vocab_size": 51,
            "hidden_size": 24,
            "state_size": 6,
            "num_hidden_layers": 4,
            "num_heads": 2,
            "head_dim": 24,
            "n_groups": 1,
            "conv_kernel": 4,
            "tie_word_embeddings": True,
            "time_step_limit": [0.0, math.inf],  # as Python writes it: a bare word
            "simba_exit_layer": 2,
        },
        {"A_log": "F32", ".D": "F32", "norm.weight": "F32", "dt_bias": "F32", "": "BF16"},
        [Settings(), Settings(0.3), Settings(0.1, 24)],
    ),
    "own-mamba2-groups": (
        1,
        {
            **COMMON2,
            "vocab_size": 43,
            "hidden_size": 16,
            "state_size": 5,
            "num_hidden_layers": 5,
            "num_heads": 8,
            "head_dim": 4,
            "n_groups": 2,
            "conv_kernel": 3,
            "use_bias": True,
            "use_conv_bias": False,
            "layer_norm_epsilon": 0.03,
            "tie_word_embeddings": False,
            "time_step_limit": [0.02, 0.2],
        },
        {"embeddings.weight": "F16", "": "F32"},
        [Settings(), Settings(0.25), Settings(0.1, 16, 2)],
    ),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--write", type=Path, metavar="PARENT")
    arguments = parser.parse_args()
    if arguments.write:
        for name, recipe in OWN.items():
            write(arguments.write / name, *recipe, open_model=Mamba2, draw=draw)
    if arguments.check:
        sys.exit(not all([check(directory, Mamba2) for directory in arguments.check]))


if __name__ == "__main__":
    main()
