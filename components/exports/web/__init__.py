"""Hand-outs as web pages: one file that opens without a network, its print, and one chart to embed."""
