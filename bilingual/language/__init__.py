"""What is known of Chinese and English: sentences, numbering, words, quantities, names.

Knows no files and no engines.
"""
