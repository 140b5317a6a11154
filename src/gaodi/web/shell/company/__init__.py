"""One company as its pages show it: facts with their history, reports by year, everything that happened."""
