"""What the screens say of models, as values and words; no widget and no file is known here."""
