"""Many documents: sources, workers, what is done already, rows and reports. Each document takes the way of
pipeline.run.
"""
