"""LaTeX in answers, written as the Unicode text that it stands for; widgets are not known here."""
