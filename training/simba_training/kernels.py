"""Builds and calls the C kernels: convolution and scan with their gradients, and Simba's impact.

On a GPU use `reference.py`'s formulas through PyTorch instead: `mamba.Block` does so by itself.
"""
import ctypes

import torch

from simba_training import native

FLAGS = ("-O3", "-march=native", "-ffast-math", "-fopenmp")
STRETCH = 64  # as in kernels.c


def library():
    return native.library("kernels.c", FLAGS)


def _pointers(*tensors):
    return [ctypes.c_void_p(t.data_ptr()) for t in tensors]


class Convolution(torch.autograd.Function):
    """xz (B, T, 2D), window (B, 3, D), weight (D, 4), bias (D) → silu(causal convolution) (B, T, D)."""

    @staticmethod
    def forward(ctx, xz, window, weight, bias):
        xz, window, weight = xz.contiguous(), window.contiguous(), weight.t().contiguous()
        rows, tokens, channels = xz.shape[0], xz.shape[1], xz.shape[2] // 2
        out = xz.new_empty(rows, tokens, channels)
        library().conv_forward(rows, tokens, channels, *_pointers(xz, window, weight, bias, out))
        ctx.save_for_backward(xz, window, weight, bias)
        return out

    @staticmethod
    def backward(ctx, dout):
        xz, window, weight, bias = ctx.saved_tensors
        rows, tokens, channels = xz.shape[0], xz.shape[1], xz.shape[2] // 2
        dxz, dweight, dbias = torch.zeros_like(xz), torch.empty_like(weight), torch.empty_like(bias)
        library().conv_backward(
            rows, tokens, channels, *_pointers(xz, window, weight, bias, dout.contiguous(), dxz, dweight, dbias))
        return dxz, None, dweight.t(), dbias


class Scan(torch.autograd.Function):
    """The selective scan with its gate; see scan_forward in kernels.c. Returns out and the last state."""

    @staticmethod
    def forward(ctx, u, dt, a, bc, skip, xz, state, rank):
        u, dt, a, bc, skip, xz, state = (t.contiguous() for t in (u, dt, a, bc, skip, xz, state))
        rows, tokens, channels = u.shape
        stored = u.new_empty(rows, -(-tokens // STRETCH), channels * state.shape[2])
        last, y, out = torch.empty_like(state), torch.empty_like(u), torch.empty_like(u)
        library().scan_forward(
            rows, tokens, channels, rank, *_pointers(u, dt, a, bc, skip, xz, state, stored, last, y, out))
        ctx.save_for_backward(u, dt, a, bc, skip, xz, stored, y)
        ctx.rank = rank
        ctx.mark_non_differentiable(last)
        return out, last

    @staticmethod
    def backward(ctx, dout, _):
        u, dt, a, bc, skip, xz, stored, y = ctx.saved_tensors
        rows, tokens, channels = u.shape
        du, ddt, da, dbc, dskip = (torch.empty_like(t) for t in (u, dt, a, bc, skip))
        dxz = torch.zeros_like(xz)
        library().scan_backward(
            rows, tokens, channels, ctx.rank,
            *_pointers(u, dt, a, bc, skip, xz, stored, y, dout.contiguous(), du, ddt, da, dbc, dskip, dxz))
        return du, ddt, da, dbc, dskip, dxz, None, None


def impact(u, dt, a, bc, rank, chunks):
    """Simba's impact (B, T) of every token on its chunk's last output; chunks are lengths that sum to T."""
    u, dt, a, bc = (t.detach().contiguous() for t in (u, dt, a, bc))
    rows, tokens, channels = u.shape
    out, start = u.new_empty(rows, tokens), 0
    for length in chunks:
        library().impact(rows, tokens, channels, rank, start, start + length, *_pointers(u, dt, a, bc, out))
        start += length
    return out
