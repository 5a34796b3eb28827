"""The texts to learn from, as a manifest lists them, and what of them is held out."""
import dataclasses
import json
import pathlib


@dataclasses.dataclass(frozen=True)
class Source:
    """A file's lines, the held-out tail apart."""

    name: str
    is_log: bool
    lines: tuple
    tail: tuple

    @property
    def size(self):
        return sum(map(len, self.lines))


@dataclasses.dataclass(frozen=True)
class Corpus:
    trained: tuple  # of Source
    held_out_tail: float  # share of each trained file's lines, at its end
    held_out: tuple  # of Source: systems that are never trained on


def load(manifest, data):
    """Reads what `manifest` names below the folder `data`."""
    plan = json.loads(pathlib.Path(manifest).read_text(encoding="utf-8"))
    trained, held_out = [], []
    for kind in ("logs", "text"):
        for path in sorted((pathlib.Path(data) / plan[kind]).iterdir()):
            if path.name in plan["skip"]:
                continue
            lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
            cut = int(len(lines) * (1 - plan["heldOutTail"]))
            source = Source(path.name, kind == "logs", tuple(lines[:cut]), tuple(lines[cut:]))
            (held_out if path.name in plan["heldOutSystems"] else trained).append(source)
    return Corpus(tuple(trained), plan["heldOutTail"], tuple(held_out))
