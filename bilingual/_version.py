"""The version of the program, below everything else."""

__version__ = "0.2.0"
