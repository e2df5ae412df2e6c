"""Copies in the source's own shape, one module a format. Each opens the source once more, finds its paragraphs by their address,
puts the English into them, and leaves everything else as it is.

    write(document, wanted, path, layout) -> set of addresses placed      `wanted` maps addresses to blocks
"""
