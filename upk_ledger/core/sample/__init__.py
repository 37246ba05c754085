"""The sample's invented offices: who they are and everything that happens there, planned from a seed."""
