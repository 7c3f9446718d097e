"""Why an installation failed, read from pip's output; knows nothing of how pip was run."""

import re

_EXPLANATIONS = (
    (
        r"No space left on device|Disk quota exceeded",
        "The disk is full: chatui needs about 1 GB while it installs and less than half of that afterwards.",
    ),
    (
        r"CMAKE_C(XX)?_COMPILER|No such file or directory: '(gcc|g\+\+|cc|c\+\+|clang)'|Visual C\+\+ .*requ",
        "No C/C++ compiler was found to compile the engine with. Install one: `apt install build-essential`"
        " on Debian and Ubuntu, `dnf install gcc-c++` on Fedora, `xcode-select --install` on macOS, the C++"
        " workload of the Visual Studio Build Tools on Windows.",
    ),
    (
        r"Killed signal terminated program|internal compiler error: Killed|virtual memory exhausted",
        "The compiler ran out of memory. With CMAKE_BUILD_PARALLEL_LEVEL=1 it compiles one file at a time.",
    ),
    (
        r"NewConnectionError|NameResolutionError|name resolution|ConnectTimeoutError|ReadTimeoutError"
        r"|SSLError|ProxyError|Network is unreachable|\(from versions: none\)",
        "The packages could not be downloaded. Check the network, the proxy and pip's index settings.",
    ),
    (
        r"requires a different Python",
        "The folder `.venv` was made by another Python. Delete it and run the same line again.",
    ),
    (
        r"Permission denied|Access is denied",
        "A folder cannot be written to. Use a copy of chatui that belongs to you.",
    ),
)
_PIP_ABOUT_ITSELF = re.compile(
    r"$|note: |full command: |cwd: |hint: |WARNING: |\[notice\]|[│╰×]|error: subprocess-exited"
)


def explain(output: str) -> str:
    """What pip's output most likely means and what to do next; never empty."""
    for pattern, sentence in _EXPLANATIONS:
        if re.search(pattern, output):
            return sentence
    return "The lines above are pip's last words. The same line tries again."


def last_useful_lines(output: str, count: int = 12) -> list[str]:
    """The last lines of pip's output, without its remarks about itself."""
    lines = [line.rstrip() for line in output.splitlines()]
    return [line for line in lines if not _PIP_ABOUT_ITSELF.match(line.strip())][-count:]
