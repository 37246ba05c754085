"""The rules: pure values and functions; no SQL, no clock, no wording, no I/O."""
