"""One widget a module; attributes go down to them, messages come up from them."""
