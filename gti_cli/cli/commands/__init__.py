"""The commands: a module for each, named like it, with a function `command`. Every module here is a command."""
