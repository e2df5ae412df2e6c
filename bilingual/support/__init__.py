"""Plumbing without any knowledge of translation: limits, files, paths, XML, TOML."""
