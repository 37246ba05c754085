"""The shell: Click commands that parse, call one action, and print."""
