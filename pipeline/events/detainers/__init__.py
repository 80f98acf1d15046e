"""What became of a detainer: lodged, honored, declined or withdrawn."""
