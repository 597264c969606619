"""The drawings that sections show on a terminal in place of a table: functions, which `terminal` finds by name."""
