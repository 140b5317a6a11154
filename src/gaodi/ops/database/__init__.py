"""The database of an instance: the embedded PostgreSQL, or one of the operator's own."""
