"""Data quality: rules over the registry's rows, run daily, their findings by source."""
