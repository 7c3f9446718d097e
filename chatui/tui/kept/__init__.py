"""What the app does with kept conversations, without any widget."""
