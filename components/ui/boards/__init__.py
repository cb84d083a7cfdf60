"""Boards on the screen: pinning, the page of a board, presenting it, and building what is handed out of it."""
