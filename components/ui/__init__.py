"""Screen components shared by the pages."""
