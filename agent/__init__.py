"""The case and its path: what a mail means, who must look, what may leave."""

import os

# The sentence vectors are counted one mail at a time: more threads of the numbers' library only wait for each other, and
# for the worker's own. Read once, when numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
