"""Training of the shipped models; not imported by the app."""
