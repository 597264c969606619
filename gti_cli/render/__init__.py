"""Renderers: answers in, text out. Nothing here prints, and nothing here decides what an answer says."""
