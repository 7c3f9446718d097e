"""The parts of the thought panel."""
