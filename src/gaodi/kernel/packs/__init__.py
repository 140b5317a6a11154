"""A city as data: reading its folder, checking it as a whole, keeping every version."""
