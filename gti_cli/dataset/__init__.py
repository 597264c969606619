"""The file: its records, how it is read, and everything that may be wrong with it."""
