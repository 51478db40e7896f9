"""Says in a sentence what is wrong with the Python `make setup` was given. Must itself run on any Python."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    version = "%d.%d" % tuple(sys.version_info[:2])  # noqa: UP031
    sys.exit("Python 3.11 or newer is needed; this one is " + version + ". Name another: make setup PYTHON=python3.11")
try:
    import ensurepip  # noqa: F401
except ImportError:
    sys.exit("This Python cannot make virtual environments. On Debian: apt-get install python3-venv")
