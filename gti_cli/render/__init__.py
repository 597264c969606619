"""Renderers: rows in, text out. Nothing in here prints, and nothing in here decides what an answer says."""
