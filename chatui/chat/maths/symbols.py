"""What pylatexenc's own table of symbols lacks or says otherwise than a terminal needs; tables alone."""

SYMBOLS = {
    "ne": "≠", "neq": "≠", "neg": "¬", "lnot": "¬", "land": "∧", "lor": "∨", "implies": "⟹",
    "impliedby": "⟸", "iff": "⟺", "triangle": "△", "checkmark": "✓", "Box": "□", "bot": "⊥", "models": "⊨",
    "colon": ":", "cdotp": "·", "cdot": "·", "ast": "*", "star": "⋆", "circ": "∘", "bullet": "•",
    "degree": "°", "mid": "|", "vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖", "lVert": "‖",
    "rVert": "‖", "|": "‖", "Re": "Re", "Im": "Im", "bmod": " mod ", "mod": " mod ", "cdots": "⋯",
    "dots": "…", "ldots": "…", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "langle": "⟨",
    "rangle": "⟩", "to": "→", "gets": "←", "le": "≤", "ge": "≥", "leqslant": "≤", "geqslant": "≥",
    "prime": "′", "epsilon": "ε", "phi": "φ", "varphi": "φ", "backslash": "\\", "sim": "∼", "square": "□",
    "blacksquare": "■", "because": "∵", "therefore": "∴", "infty": "∞", "{": "{", "}": "}", "%": "%",
    "$": "$", "&": "&", "#": "#", "_": "_",
}  # fmt: skip

OPERATORS = frozenset("·×÷±∓≤≥≠≈≡≅∼→⟹⟸⟺∪∩∈∉⊂⊆∧∨∘⇒⇔↦∝⊥∥")
"""Signs that stand between two things, with space on both sides."""

FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac", "nicefrac")
BOXES = ("boxed", "fbox")
PAIRS = ("binom", "dbinom", "tbinom", "overset", "underset")
"""These have two arguments, as fractions do."""

NAMES = frozenset({
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp",
    "gcd", "hom", "inf", "ker", "lcm", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "Pr",
    "sec", "sin", "sinh", "sup", "tan", "tanh",
})  # fmt: skip
"""Functions, which are written as their own names."""

SPACES = {
    " ": " ", ",": "", ";": " ", ":": " ", "!": "", ">": " ", "quad": "  ", "qquad": "    ", "space": " ",
    "enspace": " ", "thinspace": "", "nobreakspace": " ",
}  # fmt: skip

SILENT = frozenset({
    "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "left", "right", "middle", "big",
    "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr", "nonumber",
    "notag", "hline", "centering", "rm", "bf", "it",
})  # fmt: skip
"""These say how something is set, and nothing else."""

TEXTS = frozenset({
    "text", "textbf", "textit", "textrm", "textsf", "texttt", "textnormal", "mbox", "hbox", "emph",
    "textup",
})  # fmt: skip
"""Their arguments are text, with spaces that count."""

FONTS = frozenset({
    "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathcal", "mathfrak", "mathscr", "boldsymbol", "bm",
    "operatorname", "pmb", "mathop", "mathbin", "mathrel",
})  # fmt: skip
"""Their arguments are set in another letter, which a terminal does not have."""

ACCENTS = {
    "vec": "\u20d7", "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0305",
    "tilde": "\u0303", "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308", "underline": "\u0332",
    "cancel": "\u0336", "overrightarrow": "\u20d7",
}  # fmt: skip
"""Characters that combine with the one before."""

SUPERSCRIPTS = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyz′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ′",
        strict=True,
    )
) | {"T": "ᵀ", "∘": "°", "°": "°", "'": "′", "*": "*", "∗": "*"}

SUBSCRIPTS = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

DOUBLE_STRUCK = dict(zip("NZQRCPHE", "ℕℤℚℝℂℙℍ𝔼", strict=True))

ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}

MATRICES = {
    "matrix": "[]", "smallmatrix": "[]", "pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}",
    "vmatrix": "||", "Vmatrix": "‖‖", "array": "[]",
}  # fmt: skip
"""Environments whose rows go into one line, and the brackets around them."""

ROWS = frozenset({
    "align", "align*", "aligned", "alignat", "alignat*", "alignedat", "gather", "gather*", "gathered",
    "split", "multline", "multline*", "equation", "equation*", "eqnarray", "eqnarray*", "flalign",
    "flalign*",
})  # fmt: skip
"""Environments whose rows are lines."""
