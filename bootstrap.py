"""Installs chatui into `.venv` beside this file, once, and starts it; what it does is in `first_run/`.

    python3 bootstrap.py [ARGUMENTS]         install if needed, then run `chatui ARGUMENTS`
    python3 bootstrap.py test [ARGUMENTS]    install the test tools too, run every check (ARGUMENTS: pytest's)

This file keeps to the syntax of old Pythons, so that they give a sentence and not a SyntaxError.
"""

import sys

OLDEST_PYTHON = (3, 11)


def main() -> int:
    """Install what is missing, then start the app or the checks; the exit code is theirs."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        version = "{}.{}".format(*sys.version_info[:2])
        print(
            "chatui needs Python 3.11 or newer; this is " + version + ". Run it with a newer one, "
            "such as `python3.12 bootstrap.py`.",
            file=sys.stderr,
        )
        return 1
    from first_run.environment import ensure_installed, start
    from first_run.pip_run import InstallError

    arguments = sys.argv[1:]
    try:
        if arguments[:1] != ["test"]:
            ensure_installed(())
            return start(arguments)
        ensure_installed(("dev", "bench"))
        from first_run.checks import run_checks

        return run_checks(arguments[1:])
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The same line goes on; packages that are here already are kept.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
