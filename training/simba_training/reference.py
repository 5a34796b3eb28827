"""The formulas of kernels.c in plain PyTorch: what the kernels are tested against, and the path on a GPU."""
import torch
import torch.nn.functional as F


def convolution(xz, window, weight, bias):
    """silu(causal convolution) of the first half of xz (B, T, 2D), after window (B, 3, D)."""
    channels = xz.shape[2] // 2
    inputs = torch.cat([window, xz[..., :channels]], 1).transpose(1, 2)
    return F.silu(F.conv1d(inputs, weight[:, None], bias, groups=channels).transpose(1, 2))


def scan(u, dt, a, bc, skip, xz, state, rank):
    """The selective scan with its gate, token by token; returns out (B, T, D) and the last state (B, D, N)."""
    delta, channels, states = F.softplus(dt), u.shape[2], a.shape[1]
    outputs = []
    for t in range(u.shape[1]):
        b, c = bc[:, t, rank:rank + states], bc[:, t, rank + states:]
        decay = torch.exp(delta[:, t, :, None] * a)
        state = decay * state + (delta[:, t] * u[:, t])[..., None] * b[:, None]
        outputs.append((state * c[:, None]).sum(-1) + skip * u[:, t])
    return torch.stack(outputs, 1) * F.silu(xz[..., channels:]), state


def impact(u, dt, a, bc, rank, chunks):
    """As kernels.impact."""
    delta, states, parts, start = F.softplus(dt), a.shape[1], [], 0
    for length in chunks:
        here = slice(start, start + length)
        d, b, c = delta[:, here], bc[:, here, rank:rank + states], bc[:, start + length - 1, rank + states:]
        later = d.flip(1).cumsum(1).flip(1) - d
        weight = torch.exp(a * later[..., None]) * b[:, :, None] * c[:, None, None]
        parts.append((weight.sum(-1) * d * u[:, here]).abs().amax(-1))
        start += length
    return torch.cat(parts, 1)
