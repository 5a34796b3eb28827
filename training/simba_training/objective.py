"""What is minimized over one stretch, with or without Simba's pruning."""
import torch
import torch.nn.functional as F

from simba_training.simba import Selection

EARLY_WEIGHT = 0.4


def loss(model, ids, state, selection=None):
    """Mean negative log-likelihood in nats at the top, plus the early readout's share; and the new state.

    ids (B, T + 1). Under a selection the top is asked about the tokens that reached it: all of a dense
    chunk's, whose context the pruned chunks before it have become.
    """
    targets = ids[:, 1:]
    top, early, positions, after = model(ids[:, :-1], state, selection)
    reached = targets if positions is None else targets.gather(1, positions)
    nats = F.cross_entropy(model.logits(top, model.norm).flatten(0, 1), reached.flatten())
    early_nats = F.cross_entropy(model.logits(early, model.exit_norm).flatten(0, 1), targets.flatten())
    return nats + EARLY_WEIGHT * early_nats, nats.item(), early_nats.item(), after


def random_selection(layers, tokens, random):
    """A pruned chunk and a dense one after it, or a pruned stretch: chunks of 64 to 512 tokens, `last` 0.1 to 1."""
    first = random.choice([n for n in (64, 128, 256, tokens) if n <= tokens])
    lengths = [first, tokens - first] if first < tokens else [tokens]
    return Selection(layers, lengths, [random.uniform(0.1, 1), 1.0][:len(lengths)])


@torch.no_grad()
def surprisal(model, ids, stretch=512):
    """Surprisal in nats of ids[1:], one stream from its beginning: at the top and at the early readout."""
    state, top_nats, early_nats = model.empty_state(1), [], []
    for start in range(0, len(ids) - 1, stretch):
        piece = torch.tensor([ids[start:start + stretch + 1]], device=model.embedding.weight.device)
        top, early, _, state = model(piece[:, :-1], state)
        for residual, norm, out in ((top, model.norm, top_nats), (early, model.exit_norm, early_nats)):
            logits = model.logits(residual, norm)[0]
            out.append(F.cross_entropy(logits, piece[0, 1:], reduction="none"))
    return torch.cat(top_nats), torch.cat(early_nats)
