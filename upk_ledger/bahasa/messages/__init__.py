"""The sentence for each error: what, why, what to do; one module per kind of error."""
