"""What the office that coaches a region does: one function, one act."""
