"""Chinese characters: the one definition of what counts as one."""
import re

# The unified ideographs of the basic block and Extension A (Unicode 15, blocks 4E00 and 3400).
RANGES = r"\u3400-\u4dbf\u4e00-\u9fff"
HAN = re.compile(f"[{RANGES}]")
RUN = re.compile(f"[{RANGES}]+")
