"""Simba's selection while training: which tokens of each chunk climb to the next layer, by their impact."""
import math

import torch


def keep_count(tokens, layer, layers, last):
    """How many of a chunk's tokens layer `layer` is given: linear from all of them down to `last`."""
    keep = 1 - (1 - last) * layer / (layers - 1)
    return max(1, math.ceil(keep * tokens - 1e-9))


class Selection:
    """One stretch, cut into chunks with a `last` of their own each; 1 keeps a chunk dense."""

    def __init__(self, layers, lengths, lasts):
        self.layers, self.lengths, self.lasts = layers, list(lengths), list(lasts)
        self.counts = list(lengths)

    def start(self, ids):
        assert sum(self.lengths) == ids.shape[1], "chunks must fill the stretch"
        self.counts = list(self.lengths)
        return self.counts

    def climb(self, layer, impact, positions):
        """The positions (B, K) that layer `layer` is given, and how many of them belong to each chunk."""
        parts, start, counts = [], 0, []
        for present, length, last in zip(self.counts, self.lengths, self.lasts):
            count = min(present, keep_count(length, layer, self.layers, last))
            chunk = impact[:, start:start + present].clone()
            chunk[:, -1] = math.inf  # the last token always climbs
            kept = chunk.topk(count, 1).indices.sort(1).values + start
            parts.append(kept)
            counts.append(count)
            start += present
        kept = torch.cat(parts, 1)
        self.counts = counts
        return (kept if positions is None else positions.gather(1, kept)), counts
