"""Settings of the process that make training on a CPU several times faster."""
import ctypes
import os

M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_MAX = -1, -2, -4


def keep_memory():
    """Tells glibc to keep freed memory: by default each large tensor is mapped anew, and zeroed page by page."""
    try:
        libc = ctypes.CDLL("libc.so.6")
    except OSError:
        return  # another C library, which does as it does
    libc.mallopt(M_MMAP_MAX, 0)
    libc.mallopt(M_TRIM_THRESHOLD, 2**31 - 1)
    libc.mallopt(M_TOP_PAD, 2**28)


def restart_with(**variables):
    """Sets environment variables that libraries read when they are loaded, unless they are set already."""
    import sys

    missing = {name: value for name, value in variables.items() if name not in os.environ}
    if missing:
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | missing)
