"""Mamba-1 with an early readout, reading streams stretch by stretch, with or without Simba's pruning."""
import dataclasses
import math

import torch
from torch import nn

from simba_training import kernels, reference

STATES, WIDTH, EXPAND, EPSILON = 16, 4, 2, 1e-5


@dataclasses.dataclass(frozen=True)
class Shape:
    """What a model is made of."""

    vocabulary: int = 4096
    width: int = 192
    layers: int = 12
    exit_layer: int = 3

    @property
    def inner(self):
        return EXPAND * self.width

    @property
    def rank(self):
        return math.ceil(self.width / 16)


class RmsNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * self.weight


class Block(nn.Module):
    """One Mamba block; its result is to be added to the residual stream."""

    def __init__(self, shape):
        super().__init__()
        width, inner, self.rank = shape.width, shape.inner, shape.rank
        self.norm = RmsNorm(width)
        self.in_proj = nn.Linear(width, 2 * inner, bias=False)
        self.conv_weight = nn.Parameter(torch.randn(inner, WIDTH) * 0.5 / math.sqrt(WIDTH))
        self.conv_bias = nn.Parameter(torch.zeros(inner))
        self.x_proj = nn.Linear(inner, self.rank + 2 * STATES, bias=False)
        self.dt_proj = nn.Linear(self.rank, inner)
        nn.init.uniform_(self.dt_proj.weight, -self.rank**-0.5, self.rank**-0.5)
        step = torch.exp(torch.rand(inner) * (math.log(0.1) - math.log(0.001)) + math.log(0.001))
        self.dt_proj.bias.data = step + torch.log(-torch.expm1(-step))  # softplus of it is step
        self.a_log = nn.Parameter(torch.log(torch.arange(1, STATES + 1).float()).repeat(inner, 1))
        self.skip = nn.Parameter(torch.ones(inner))
        self.out_proj = nn.Linear(inner, width, bias=False)
        self.out_proj.weight.data /= math.sqrt(2 * shape.layers)

    def forward(self, x, state, chunks=None):
        """x (B, T, width) → result (B, T, width), the state after it, and the impact (B, T) if chunks are given."""
        ops = reference if x.is_cuda else kernels
        convolution = reference.convolution if x.is_cuda else kernels.Convolution.apply
        scan = reference.scan if x.is_cuda else kernels.Scan.apply
        window, hidden = state
        xz = self.in_proj(self.norm(x))
        u = convolution(xz, window, self.conv_weight, self.conv_bias)
        bc = self.x_proj(u)
        dt, a = self.dt_proj(bc[..., :self.rank]), -torch.exp(self.a_log)
        y, last = scan(u, dt, a, bc, self.skip, xz, hidden, self.rank)
        inputs = torch.cat([window, xz[..., :u.shape[2]]], 1)[:, -(WIDTH - 1):]
        impact = None if chunks is None else ops.impact(u, dt, a, bc, self.rank, chunks)
        return self.out_proj(y), (inputs.detach(), last.detach()), impact


class Mamba(nn.Module):
    """Tied head; the early readout norms the residual stream after `exit_layer` layers."""

    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        nn.init.normal_(self.embedding.weight, std=0.02)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm, self.exit_norm = RmsNorm(shape.width), RmsNorm(shape.width)

    def empty_state(self, rows):
        """The state before a stream's first token: by layer, window (B, 3, inner) and hidden (B, inner, N)."""
        weight, inner = self.embedding.weight, self.shape.inner
        return [(weight.new_zeros(rows, WIDTH - 1, inner), weight.new_zeros(rows, inner, STATES)) for _ in self.blocks]

    def forward(self, ids, state, selection=None):
        """Reads a stretch.

        ids (B, T); selection says which tokens climb (see simba.Selection), or None for all.
        Returns the residual streams at the top (B, K, width) and at the exit (B, T, width), the
        positions of the K tokens that reached the top (B, K), or None for all, and the new state.
        """
        x, positions, after, early = self.embedding(ids), None, [], None
        chunks = selection.start(ids) if selection else None
        for layer, block in enumerate(self.blocks):
            climbing = x if positions is None else gather(x, positions)
            result, new, impact = block(climbing, state[layer], chunks)
            after.append(new)
            x = x + result if positions is None else x.scatter_add(1, wide(positions, x), result)
            if layer + 1 == self.shape.exit_layer:
                early = x
            if selection and layer + 1 < len(self.blocks):
                positions, chunks = selection.climb(layer + 1, impact, positions)
        return (x if positions is None else gather(x, positions)), early, positions, after

    def logits(self, residual, norm):
        return norm(residual) @ self.embedding.weight.t()


def wide(positions, x):
    return positions[..., None].expand(-1, -1, x.shape[2])


def gather(x, positions):
    """The rows (B, K, width) of x (B, T, width) at positions (B, K)."""
    return x.gather(1, wide(positions, x))
