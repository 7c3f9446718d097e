"""The list of kept conversations beside the one in view."""
