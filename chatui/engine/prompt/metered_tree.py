"""Builds the meter into a template's syntax tree; it does not know what the meter allows."""

from jinja2 import nodes
from jinja2.visitor import NodeTransformer


def metered(tree: nodes.Template) -> nodes.Template:
    """Make loops and macros call the environment's `tick`, and `~` its `join_parts`."""
    assert tree.environment is not None
    _Metered().visit(tree)
    tree.set_environment(tree.environment)
    return tree


class _Metered(NodeTransformer):
    def visit_For(self, node: nodes.For) -> nodes.Node:
        return self._ticking(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        return self._ticking(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        return self._ticking(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _call("join_parts", node.nodes, node.lineno)

    def _ticking(self, node: nodes.For | nodes.Macro | nodes.CallBlock) -> nodes.Node:
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(_call("tick", [], node.lineno), lineno=node.lineno))
        return node


def _call(name: str, arguments: list[nodes.Expr], lineno: int) -> nodes.Call:
    method = nodes.EnvironmentAttribute(name, lineno=lineno)
    return nodes.Call(method, arguments, [], None, None, lineno=lineno)
