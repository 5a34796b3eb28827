"""A Mamba that reads only the tokens that its stream did not surely expect (see gate.py).

A read token brings in what happened since the one before: the embeddings of the skipped tokens, summed; how many
they were; and which token had been expected in its place. The readout of the *next* read token knows what was
skipped on the way to it and what each of the gate's sources expects there.
"""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from simba_training.gate import LEVELS, SOURCES
from simba_training.mamba import STATES, WIDTH, Block, RmsNorm, gather, wide

GAPS = 8  # buckets of how many tokens were skipped: 0, 1, 2 to 3, 4 to 7, … 32 to 63, more
TOP, EARLY = 0, 1  # the readouts
EXCLUDED = -30.0  # logit of a token that was surely expected and did not come


def packed(parts, device="cpu"):
    """Stretches of streams, (ReadStream, from, to) of equal length, side by side as tensors (B, T, …)."""
    def stacked(name, dtype):
        return torch.tensor(np.stack([getattr(s, name)[a:b] for s, a, b in parts]), dtype=dtype, device=device)

    batch = {name: stacked(name, torch.long) for name in ("ids", "sure", "candidates", "levels", "gap")}
    batch["log_odds"] = stacked("log_odds", torch.float32)
    batch["bucket"] = (batch["gap"][..., None] >= 2 ** torch.arange(GAPS - 1, device=device)).sum(-1)
    skipped = np.concatenate([s.skipped_before(a, b) for s, a, b in parts])
    batch["skipped"] = torch.tensor(skipped, dtype=torch.long, device=device)
    batch["starts"] = (batch["gap"].flatten().cumsum(0) - batch["gap"].flatten())
    return batch


class Readout(nn.Module):
    """From a residual and a query to the logits of the next read token; the head is the embedding table."""

    def __init__(self, width):
        super().__init__()
        self.query_norm, self.norm = RmsNorm(width), RmsNorm(width)
        self.up, self.down = nn.Linear(width, 2 * width, bias=False), nn.Linear(2 * width, width, bias=False)
        self.down.weight.data *= 0.1
        self.copy = nn.Parameter(torch.zeros(SOURCES, width))
        self.copy_level = nn.Parameter(torch.zeros(SOURCES, LEVELS))
        self.copy_odds = nn.Parameter(torch.full((SOURCES,), 0.5))

    def forward(self, z, x, table):
        """z (B, K, width), residual plus query; x: candidates, levels, log_odds and sure of the tokens (B, K, …)."""
        z = z + self.down(F.silu(self.up(self.query_norm(z))))
        z = self.norm(z)
        levels = torch.stack([self.copy_level[s][x["levels"][..., s]] for s in range(SOURCES)], -1)
        copied = (z @ self.copy.t() + levels + self.copy_odds * x["log_odds"]) * (x["candidates"] >= 0)
        logits = (z @ table.t()).scatter_add(-1, x["candidates"].clamp(min=0), copied)
        refuted = torch.where(x["sure"] == x["ids"], torch.full_like(x["sure"], -1), x["sure"])[..., None]
        place = refuted.clamp(min=0)
        return logits.scatter(-1, place, torch.where(refuted >= 0, torch.full_like(logits[..., :1], EXCLUDED), logits.gather(-1, place)))


class Reader(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape, width = shape, shape.width
        self.embedding = nn.Embedding(shape.vocabulary, width)
        self.between = nn.Embedding(GAPS, width)
        for embedding in (self.embedding, self.between):
            nn.init.normal_(embedding.weight, std=0.02)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.trace_in, self.sure_in, self.trace_out, self.candidates_out = (nn.Linear(width, width, bias=False) for _ in range(4))
        self.certainty = nn.Parameter(torch.full((SOURCES, LEVELS, width), 0.3))
        self.readouts = nn.ModuleList(Readout(width) for _ in (TOP, EARLY))

    def empty_state(self, rows):
        weight, inner = self.embedding.weight, self.shape.inner
        return [(weight.new_zeros(rows, WIDTH - 1, inner), weight.new_zeros(rows, inner, STATES)) for _ in self.blocks]

    def forward(self, x, state, selection=None):
        """Reads all but the last of x's T + 1 tokens (see packed).

        Returns the residuals at the top (B, K, width) and at the exit (B, T, width), the positions of the K tokens
        that reached the top, or None for all, the query of each next token (B, T, width), and the new state.
        """
        table = self.embedding.weight
        rows, length = x["ids"].shape
        trace = F.embedding_bag(x["skipped"], table, x["starts"], mode="sum").view(rows, length, -1)
        trace = trace / torch.sqrt(x["gap"].float() + 1)[..., None]
        between, expected = self.between(x["bucket"]), x["sure"] >= 0
        instead_of = F.embedding(x["sure"].clamp(min=0), table) * expected[..., None]
        h = (F.embedding(x["ids"], table) + self.trace_in(trace) + self.sure_in(instead_of) + between)[:, :-1]
        positions, after, early = None, [], None
        chunks = selection.start(h) if selection else None
        for layer, block in enumerate(self.blocks):
            result, new, impact = block(h if positions is None else gather(h, positions), state[layer], chunks)
            after.append(new)
            h = h + result if positions is None else h.scatter_add(1, wide(positions, h), result)
            if layer + 1 == self.shape.exit_layer:
                early = h
            if selection and layer + 1 < len(self.blocks):
                positions, chunks = selection.climb(layer + 1, impact, positions)
        query = self.trace_out(trace[:, 1:]) + self._expected(x) + between[:, 1:]
        return (h if positions is None else gather(h, positions)), early, positions, query, after

    def _expected(self, x):
        """What the sources expect of each token but the first, (B, T, width)."""
        candidates, levels = x["candidates"][:, 1:], x["levels"][:, 1:]
        known = F.embedding(candidates.clamp(min=0), self.embedding.weight) * (candidates >= 0)[..., None]
        weight = torch.stack([self.certainty[s][levels[..., s]] for s in range(SOURCES)], 2)
        return self.candidates_out((known * weight).sum(2))

    def logits(self, which, residual, query, x, positions=None):
        """Logits (B, K, vocabulary) of the token after each of the positions, or after all."""
        asked = {name: x[name][:, 1:] for name in ("ids", "sure", "candidates", "levels", "log_odds")}
        if positions is not None:
            query = gather(query, positions)
            asked = {name: v.gather(1, positions if v.dim() == 2 else wide(positions, v)) for name, v in asked.items()}
        return self.readouts[which](residual + query, asked, self.embedding.weight), asked


def costs_more(asked):
    """Whether a token's cost is the model's too: a line feed that was surely expected costs what the gate says."""
    return asked["sure"] != asked["ids"]


def loss(model, x, state, selection=None, early_weight=0.4):
    """Mean nats of read tokens that the model is asked about, at the top and at the exit, and the new state."""
    top, early, positions, query, after = model(x, state, selection)
    said = []
    for which, residual, at in ((TOP, top, positions), (EARLY, early, None)):
        logits, asked = model.logits(which, residual, query, x, at)
        counted = costs_more(asked).flatten().float()
        nats = F.cross_entropy(logits.flatten(0, 1), asked["ids"].flatten(), reduction="none")
        said.append((nats * counted).sum() / counted.sum().clamp(min=1))
    return said[TOP] + early_weight * said[EARLY], said[TOP].item(), said[EARLY].item(), after


@torch.no_grad()
def costs(model, stream, stretch=1024):
    """Nats (2, tokens of the text) of every token of a ReadStream, gate and model together: top and early readout."""
    state, nats = model.empty_state(1), np.stack([stream.gate_nats] * 2)
    for start in range(0, len(stream) - 1, stretch):
        end = min(start + stretch + 1, len(stream))
        x = packed([(stream, start, end)], model.embedding.weight.device)
        top, early, _, query, state = model(x, state)
        for which, residual in ((TOP, top), (EARLY, early)):
            logits, asked = model.logits(which, residual, query, x)
            said = F.cross_entropy(logits[0], asked["ids"][0], reduction="none") * costs_more(asked)[0]
            nats[which, stream.place[start + 1:end]] += said.double().cpu().numpy()
    return nats
