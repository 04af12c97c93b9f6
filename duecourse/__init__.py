"""The front door: what a person types, and the only place that chooses parts and joins them."""
