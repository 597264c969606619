"""Views: from a ledger to rows. One module a view: its row, its columns and the function that makes the rows."""
