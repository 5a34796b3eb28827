"""The texts to learn from, as a manifest lists them, and what of them is held out."""
import dataclasses
import fnmatch
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
    data, trained, held_out = pathlib.Path(data), [], []
    for kind in ("logs", "text"):
        for path in files(data, plan[kind]):
            if matches(path, plan["skip"]):
                continue
            source = divided(path.name, kind == "logs", lines_of(path), plan["heldOutTail"])
            (held_out if matches(path, plan["heldOutSystems"]) else trained).append(source)
    trained += recorded(data / plan["recordings"], plan["heldOutRuns"], plan["heldOutTail"])
    return Corpus(tuple(trained), plan["heldOutTail"], tuple(held_out))


def files(data, folders):
    """The files of one folder or of several, in their order."""
    folders = [folders] if isinstance(folders, str) else folders
    return [path for folder in folders for path in sorted((data / folder).iterdir()) if path.suffix in (".log", ".txt")]


def matches(path, patterns):
    return any(fnmatch.fnmatch(path.name, pattern) for pattern in patterns)


def recorded(folder, held_out_runs, tail):
    """One source of all logs in recordings (KIND-RUN), of runs that are not held out; none if there are none."""
    runs = sorted(p for p in folder.glob("*") if p.is_dir() and p.name.rpartition("-")[2] not in held_out_runs)
    if not runs:
        print(f"no recordings in {folder}: training without them (./simba record makes them)", flush=True)
        return []
    lines = [line for run in runs for log in sorted(run.glob("*.log")) for line in lines_of(log)]
    return [divided("recordings", True, lines, tail)]


def lines_of(path):
    return path.read_text(encoding="utf-8", errors="replace").split("\n")


def divided(name, is_log, lines, tail):
    cut = int(len(lines) * (1 - tail))
    return Source(name, is_log, tuple(lines[:cut]), tuple(lines[cut:]))
