"""TOML, from the standard library since Python 3.11: `loads` and `TOMLDecodeError`."""
import sys

if sys.version_info >= (3, 11):
    from tomllib import TOMLDecodeError, loads
else:
    from tomli import TOMLDecodeError, loads

__all__ = ["TOMLDecodeError", "loads"]
