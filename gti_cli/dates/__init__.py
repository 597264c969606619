"""Dates as sources give them: spans of days, phrases, and what to write instead of a refused one."""
