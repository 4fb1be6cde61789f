"""Which Records describe one Work: block, compare, cluster, merge - pure."""
