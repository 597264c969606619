"""gti keeps the log of what an initiative said and derives the rest: stages reached, promises, verdicts."""

__version__ = "0.1.0"
