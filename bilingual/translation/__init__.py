"""The translating stage: jobs, judging, repair, word alignment, and the memory."""
