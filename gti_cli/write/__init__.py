"""Writing: an update as TOML, and the one place that puts bytes into files."""
