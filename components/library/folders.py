"""The data folder."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder of libraries and logs: DATELINE_HOME, else the platform's user data folder."""
    home = os.environ.get("DATELINE_HOME")
    if home:
        return Path(home).expanduser()
    from platformdirs import user_data_path

    return user_data_path("Dateline", appauthor=False)
