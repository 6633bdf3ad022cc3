"""What leaves a ledger, row by row or as facts in the formats of the field, and what comes into another one."""
