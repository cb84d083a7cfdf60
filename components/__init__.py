"""The working parts of Dateline, a room each; only `types.py` is shared by all."""
