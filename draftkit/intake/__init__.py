"""What the requester brings: request, materials and basis, made into Grounds."""

from draftkit.intake.grounds import complete, fact_kind, grounds_of, speaking_day

__all__ = ["complete", "fact_kind", "grounds_of", "speaking_day"]
