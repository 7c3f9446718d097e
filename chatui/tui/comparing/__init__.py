"""What a comparison shows, as rows and words without widgets."""
