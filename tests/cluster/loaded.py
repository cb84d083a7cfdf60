"""What a worker needs, loaded by the process that workers are forked from."""

from __future__ import annotations

import distributed  # noqa: F401
import pyarrow.parquet  # noqa: F401
import sklearn.decomposition
import sklearn.feature_extraction.text  # noqa: F401

import components.cluster.running  # noqa: F401
import tests.cluster.tasks  # noqa: F401
from components.analysis import analyse, load_pipeline
from components.articles import article_from_text

article = article_from_text("Mayor Ada Dray said on Monday that the port would stay open. “It will,” she said.")
list(analyse([article], pipeline=load_pipeline()))
