"""Translation engines. Nothing outside this package knows what an engine is made of."""
