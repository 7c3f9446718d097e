"""The widgets that show a comparison; none of them knows the screen that holds it."""
