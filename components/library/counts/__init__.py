"""Counts: functions from a `View` to a table whose every number can show its evidence."""
