"""Where Dateline keeps what it writes."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """Where libraries and logs lie: DATELINE_HOME, else the platform's folder for a user's data."""
    home = os.environ.get("DATELINE_HOME")
    if home:
        return Path(home).expanduser()
    from platformdirs import user_data_path

    return user_data_path("Dateline", appauthor=False)
