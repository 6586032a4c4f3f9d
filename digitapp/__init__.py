"""digitapp: draw a digit and see how a machine reads it."""

from pathlib import Path

ASSETS = Path(__file__).parent.with_name("assets")
