"""Related papers: which papers are most alike in their words, and which words they share."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from heapq import nsmallest

from sitegen import words
from sitegen.records import Paper, Related

TERMS = 30
RELATED = 6
SHARED_WORDS = 5
TITLE_WEIGHT = 3
LEAST_SCORE = 0.1
LONGEST_LIST = 200
MARKUP = re.compile(r"https?://\S+|\$[^$]*\$|\\[A-Za-z]+")
STOP_WORDS = frozenset()
