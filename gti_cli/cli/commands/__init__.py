"""The commands: one module each, named like it. What stands in this folder is the table of commands."""
