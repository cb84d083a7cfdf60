"""Repairs of spaCy's names, one step a module; `components.analysis.names` puts them together."""
