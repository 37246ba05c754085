"""The limits by which a region judges bookkeeping and looks for what wants checking, as data: ours, no guideline's."""
