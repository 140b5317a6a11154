"""Facts of everyone worked out in arrays, block by block of subjects: the meaning of `evaluating`, for many at once.

Not for pages: it needs NumPy and Arrow. The door is `kernel/facts/columns.py`.
"""
