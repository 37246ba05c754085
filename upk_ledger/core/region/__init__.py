"""A region of many UPK: figures of a month, sums of many, what is asked of them. Pure, as all of the core."""
