"""The views that are drawn in a form of their own on a terminal, one module each."""
