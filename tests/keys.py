"""Keys of the tests' own installations."""

AUDIT_KEY = b"a" * 32
