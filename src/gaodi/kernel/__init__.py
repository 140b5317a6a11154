"""Named bricks on Django, without a business word: clocks, events, audit, packs, facts, who acts and who looks."""
