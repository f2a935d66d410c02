"""Faults planted in clean papers, rule by rule. Nothing here knows how draftkit finds them."""
