r"""Writes one LaTeX formula as Unicode text, from pylatexenc's parse of it; Markdown is not known here.

Fractions become a/b, roots √a, scripts the small characters that there are, else ^(…) and _(…). A command
that nobody knows stays as it is written. pylatexenc's own LaTeX to text is not used: it drops such commands
and writes \frac{a+b}{c} as a+b/c.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from chatui.chat.maths.latex_parser import Node, UnreadableError, parse, sign_of
from chatui.chat.maths.symbols import (
    ACCENTS,
    BOXES,
    DOUBLE_STRUCK,
    FONTS,
    FRACTIONS,
    MATRICES,
    NAMES,
    OPERATORS,
    ROOTS,
    ROWS,
    SILENT,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    SYMBOLS,
    TEXTS,
)

BOX_OPEN, BOX_CLOSE = "\ue000", "\ue001"
"""Around what was boxed; a formula that has these characters itself is not read."""

_LONGEST = 4000
"""Characters; a longer formula is none."""
_DEEPEST = 40
"""Braces inside each other."""

_DELIMITER = re.compile(r"\\(?:left|right|middle)(?![A-Za-z])\s*\.")
_PERCENT = re.compile(r"(?<!\\)((?:\\\\)*)%")
_SIMPLE = re.compile(r"[\w.,°²³′]+|\([^()]*\)|[∛∜√]\w+")
_GAPS = re.compile(r"[ \t\r\f\v]+")


@lru_cache(maxsize=2048)
def unicode_formula(latex: str) -> str | None:
    """The formula as text, in lines; None where it cannot be read. What was boxed is marked."""
    if len(latex) > _LONGEST or not latex.strip() or {BOX_OPEN, BOX_CLOSE} & set(latex):
        return None
    # An unknown command's brackets are recursed into, and a model can write as many as it likes.
    if _depth(latex) > _DEEPEST:
        return None
    try:
        lines = _write(parse(_PERCENT.sub(r"\1\\%", _DELIMITER.sub("", latex)))).split("\n")
    except UnreadableError:
        return None
    return "\n".join(line for line in (_GAPS.sub(" ", line).strip() for line in lines) if line) or None


def _depth(latex: str) -> int:
    depth = deepest = 0
    for sign in re.findall(r"[{}]|\\begin|\\end", latex):
        depth += 1 if sign in ("{", r"\begin") else -1
        deepest = max(deepest, depth)
    return deepest


def _write(nodes: Iterable[Node]) -> str:
    """Nodes one behind the other."""
    parts: list[str] = []
    atoms = _atoms(nodes)
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        if isinstance(atom, str) and atom in "^_" and at + 1 < len(atoms):
            text = _text_of(atoms[at + 1])
            parts.append(_script(atom, text) + " " * text.endswith(" "))
            at += 2
            continue
        text = _text_of(atom)
        if parts and type(atom).__name__ == "LatexGroupNode" and _is_unknown(atoms, at):
            text = f"{{{text}}}"
        if _is_fraction(atom) and text:
            after = _text_of(atoms[at + 1])[:1] if at + 1 < len(atoms) else ""
            text = _set_apart(text, "".join(parts)[-1:], after)
        parts.append(text)
        at += 1
    return "".join(parts)


def _atoms(nodes: Iterable[Node]) -> list[Node]:
    """The nodes, with text cut into characters, since a script takes only the next one."""
    atoms: list[Node] = []
    for node in nodes:
        if node is None:
            continue
        if type(node).__name__ == "LatexCharsNode":
            atoms += re.findall(r"\s+|.", node.chars, re.DOTALL)
        else:
            atoms.append(node)
    return atoms


def _text_of(atom: Node) -> str:
    if isinstance(atom, str):
        return " " if atom.isspace() else atom
    kind = type(atom).__name__
    if kind not in _WRITERS:
        raise UnreadableError
    return _WRITERS[kind](atom)


def _write_group(node: Node) -> str:
    opener, closer = node.delimiters
    content = _write(node.nodelist)
    return content if opener == "{" else f"{opener}{content}{closer}"


def _write_special(node: Node) -> str:
    characters = str(node.specials_chars)
    return {"~": " ", "&": " ", "``": "“", "''": "″"}.get(characters, characters)


def _write_macro(node: Node) -> str:
    name, gap = str(node.macroname), " " if node.macro_post_space else ""
    if name in SPACES:
        return SPACES[name]
    if name in SILENT:
        return ""
    if name == "\\":
        return "\n"
    if name in NAMES:
        return name + gap
    arguments = [argument for argument in (node.nodeargd.argnlist if node.nodeargd else []) if argument]
    if arguments and (written := _write_command(name, arguments)) is not None:
        return written
    sign = SYMBOLS.get(name) or sign_of(name)
    if not sign or arguments:
        # Whatever follows stays as it is read: no word of the model is dropped.
        return str(node.latex_verbatim())
    return f" {sign} " if gap and sign in OPERATORS else sign + gap


def _write_command(name: str, arguments: list[Node]) -> str | None:
    """A command with arguments, or None where nobody knows it."""
    texts = [_write([argument]) for argument in arguments]
    if name in TEXTS or name in FONTS:
        return texts[-1]
    if name in FRACTIONS and len(texts) == 2:
        return f"{_grouped(texts[0])}/{_grouped(texts[1])}"
    if name in BOXES:
        return f"{BOX_OPEN}{texts[0].strip()}{BOX_CLOSE}"
    if name in ACCENTS:
        return "".join(letter + ACCENTS[name] for letter in texts[0])
    writer = _COMMANDS.get(name)
    return writer(texts) if writer else None


def _write_root(texts: list[str]) -> str:
    degree = texts[0][1:-1] if len(texts) == 2 else ""
    inside = texts[-1].strip()
    inside = inside if re.fullmatch(r"\d+|\w", inside) else f"({inside})"
    return ROOTS.get(degree, f"{_script('^', degree)}√") + inside


_COMMANDS: Mapping[str, Callable[[list[str]], str]] = {
    "sqrt": _write_root,
    **dict.fromkeys(("binom", "dbinom", "tbinom"), lambda texts: f"C({', '.join(texts)})"),
    "overset": lambda texts: texts[-1] + _script("^", texts[0]),
    "underset": lambda texts: texts[-1] + _script("_", texts[0]),
    "pmod": lambda texts: f" (mod {texts[0]})",
    "tag": lambda texts: f"  ({texts[0]})",
    "xrightarrow": lambda texts: f" —{texts[0]}→ ",
    "phantom": lambda texts: "",
    "mathbb": lambda texts: "".join(DOUBLE_STRUCK.get(letter, letter) for letter in texts[0]),
}


def _write_environment(node: Node) -> str:
    name = node.environmentname
    rows = [row for row in _rows(node.nodelist) if any(cell.strip() for cell in row)]
    if name in ("cases", "dcases", "rcases"):
        lines = [",  ".join(filter(None, map(str.strip, row))) for row in rows]
        return _braced(lines)
    if name in MATRICES:
        opener, closer = MATRICES[name][0], MATRICES[name][1]
        return opener + "; ".join("  ".join(map(str.strip, row)) for row in rows) + closer
    if name in ROWS:
        return "\n".join(["", *("".join(row) for row in rows), ""])
    raise UnreadableError


def _rows(nodes: Iterable[Node]) -> list[list[str]]:
    """The cells of an environment, row by row."""
    rows: list[list[list[Node]]] = [[[]]]
    for node in nodes:
        if getattr(node, "macroname", "") == "\\":
            rows.append([[]])
        elif getattr(node, "specials_chars", "") == "&":
            rows[-1].append([])
        else:
            rows[-1][-1].append(node)
    return [[_write(cell) for cell in row] for row in rows]


def _braced(lines: list[str]) -> str:
    if len(lines) < 2:
        return "{ " + "".join(lines)
    signs = ["⎧", *"⎨" * (len(lines) - 2), "⎩"]
    return "\n".join(["", *(f"{sign} {line}" for sign, line in zip(signs, lines, strict=True))])


_WRITERS: Mapping[str, Callable[[Node], str]] = {
    "LatexGroupNode": _write_group,
    "LatexSpecialsNode": _write_special,
    "LatexMacroNode": _write_macro,
    "LatexEnvironmentNode": _write_environment,
    "LatexMathNode": lambda node: _write(node.nodelist),
}


def _script(sign: str, text: str) -> str:
    """A superscript (^) or a subscript (_), in small characters where there are all of them."""
    text = text.strip()
    small = SUPERSCRIPTS if sign == "^" else SUBSCRIPTS
    if text and all(character in small for character in text):
        return "".join(small[character] for character in text)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _grouped(text: str) -> str:
    """Part of a fraction, in brackets unless it is one number, word or bracket."""
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _is_unknown(atoms: list[Node], at: int) -> bool:
    """Whether the group at `at` follows a command that stays as it is, and is its argument perhaps."""
    while at and type(atoms[at]).__name__ == "LatexGroupNode":
        at -= 1
    return type(atoms[at]).__name__ == "LatexMacroNode" and _text_of(atoms[at]).startswith("\\")


def _is_fraction(atom: Node) -> bool:
    return getattr(atom, "macroname", "") in FRACTIONS


def _set_apart(fraction: str, before: str, after: str) -> str:
    """A fraction beside a letter, a number or another one, so that it is clear what it has in it."""
    if after.isalnum() or after in ("(", "√", "^"):
        fraction = f"({fraction})"
    return f" {fraction}" if before.isdigit() else fraction
