"""The optimizer: Muon for the large projections, AdamW for everything else.

Muon (K. Jordan and others, 2024): momentum, made orthogonal by a few Newton-Schulz steps, so that a
matrix learns in all its directions at the same rate.
"""
import torch

LARGE = ("in_proj.weight", "out_proj.weight")


def orthogonal(matrix, steps=5):
    """The nearest semi-orthogonal matrix, roughly: singular values end up between 0.7 and 1.2."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = matrix / (matrix.norm() + 1e-7)
    flip = x.shape[0] > x.shape[1]
    x = x.t() if flip else x
    for _ in range(steps):
        square = x @ x.t()
        x = a * x + (b * square + c * square @ square) @ x
    return x.t() if flip else x


class Muon(torch.optim.Optimizer):
    """For matrices; the update's size does not depend on the gradient's."""

    def __init__(self, parameters, lr, momentum=0.95, weight_decay=0.0):
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if not state:
                    state["average"] = torch.zeros_like(parameter)
                average = state["average"].lerp_(parameter.grad, 1 - group["momentum"])
                update = orthogonal(parameter.grad.lerp(average, group["momentum"]))
                rows, columns = parameter.shape
                parameter.mul_(1 - group["lr"] * group["weight_decay"])
                parameter.add_(update, alpha=-group["lr"] * max(1, rows / columns) ** 0.5)


class Optimizers:
    """Both, stepped together, at a share of their own highest rates."""

    RATES = {"muon": 0.01, "adam": 4e-3}

    def __init__(self, model):
        large = [p for name, p in model.named_parameters() if name.endswith(LARGE)]
        others = [p for name, p in model.named_parameters() if not name.endswith(LARGE)]
        matrices, vectors = [p for p in others if p.dim() > 1], [p for p in others if p.dim() <= 1]
        self.muon = Muon(large, self.RATES["muon"], weight_decay=0.02)
        self.adam = torch.optim.AdamW(
            [{"params": matrices, "weight_decay": 0.05}, {"params": vectors, "weight_decay": 0.0}],
            lr=self.RATES["adam"], betas=(0.9, 0.95))

    def step(self, share):
        for optimizer, rate in ((self.muon, self.RATES["muon"]), (self.adam, self.RATES["adam"])):
            for group in optimizer.param_groups:
                group["lr"] = share * rate
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)

    def state_dict(self):
        return [self.muon.state_dict(), self.adam.state_dict()]

    def load_state_dict(self, kept):
        for optimizer, state in zip((self.muon, self.adam), kept):
            optimizer.load_state_dict(state)
