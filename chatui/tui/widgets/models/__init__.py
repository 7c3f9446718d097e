"""The widgets that show models; attributes go down to them, messages come up from them."""
