"""What the pages of an entitlement say alike to the enterprise that has it and to the office."""
