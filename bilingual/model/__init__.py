"""What flows through the pipeline: documents, glossary entries, quantities, errors.

Imports nothing else of the package.
"""
