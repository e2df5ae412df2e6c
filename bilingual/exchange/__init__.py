"""Formats in which translation programs exchange their memories, one file a format."""
