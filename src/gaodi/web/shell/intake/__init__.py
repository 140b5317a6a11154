"""Pages of data coming in, the same for offices and institutions: each sees its own files."""
