"""How the models that ship were made; nothing here is imported by the app."""
