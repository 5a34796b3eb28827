"""The C kernels against the plain formulas, values and gradients."""
import torch

from simba_training import kernels, reference

ROWS, TOKENS, CHANNELS, RANK = 2, 150, 32, 3


def inputs():
    torch.manual_seed(0)
    xz = torch.randn(ROWS, TOKENS, 2 * CHANNELS, requires_grad=True)
    u = torch.randn(ROWS, TOKENS, CHANNELS, requires_grad=True)
    dt = (torch.randn(ROWS, TOKENS, CHANNELS) - 2).requires_grad_()
    a = (-torch.rand(CHANNELS, 16) * 4).requires_grad_()
    bc = torch.randn(ROWS, TOKENS, RANK + 32, requires_grad=True)
    skip = torch.randn(CHANNELS, requires_grad=True)
    return xz, u, dt, a, bc, skip


def agree(ours, plain, leaves):
    torch.testing.assert_close(ours, plain, rtol=1e-4, atol=1e-4)
    weight = torch.randn_like(ours)
    for mine, theirs in zip(torch.autograd.grad((ours * weight).sum(), leaves, allow_unused=True),
                            torch.autograd.grad((plain * weight).sum(), leaves, allow_unused=True)):
        if theirs is not None:
            torch.testing.assert_close(mine, theirs, rtol=2e-3, atol=2e-3)


def test_convolution_continues_a_stream():
    xz, *_ = inputs()
    window = torch.randn(ROWS, 3, CHANNELS)
    weight, bias = torch.randn(CHANNELS, 4, requires_grad=True), torch.randn(CHANNELS, requires_grad=True)
    agree(kernels.Convolution.apply(xz, window, weight, bias), reference.convolution(xz, window, weight, bias),
          [xz, weight, bias])


def test_scan_continues_a_stream():
    xz, u, dt, a, bc, skip = inputs()
    state = torch.randn(ROWS, CHANNELS, 16)
    ours, last = kernels.Scan.apply(u, dt, a, bc, skip, xz, state, RANK)
    plain, expected = reference.scan(u, dt, a, bc, skip, xz, state, RANK)
    torch.testing.assert_close(last, expected.detach(), rtol=1e-4, atol=1e-4)
    agree(ours, plain, [u, dt, a, bc, skip, xz])


def test_impact_by_chunk():
    _, u, dt, a, bc, _ = inputs()
    with torch.no_grad():
        torch.testing.assert_close(kernels.impact(u, dt, a, bc, RANK, [60, 90]),
                                   reference.impact(u, dt, a, bc, RANK, [60, 90]), rtol=1e-4, atol=1e-5)
