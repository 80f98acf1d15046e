"""Whether it happened and who says so: modality and attribution."""
