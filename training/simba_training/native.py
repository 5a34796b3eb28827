"""Compiles C sources of this package and loads them."""
import ctypes
import functools
import hashlib
import os
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent


@functools.cache
def library(name, flags):
    """The compiled source; built once per source, flags and processor, in the user's cache folder."""
    source, flags = HERE / name, [*flags, "-shared", "-fPIC"]
    folder = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "simba-training"
    folder.mkdir(parents=True, exist_ok=True)
    processor = pathlib.Path("/proc/cpuinfo").read_text().split("\n\n")[0] if os.path.exists("/proc/cpuinfo") else ""
    of_processor = [line for line in processor.split("\n") if line.startswith("flags")]
    key = hashlib.sha256((source.read_text() + " ".join(flags + of_processor)).encode()).hexdigest()[:16]
    built = folder / f"{source.stem}-{key}.so"
    if not built.exists():
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".so", delete=False) as partial:
            subprocess.run(["gcc", *flags, str(source), "-o", partial.name, "-lm"], check=True)
        os.replace(partial.name, built)
    return ctypes.CDLL(str(built))
