"""digitapp: draw a digit and see how a machine reads it."""
