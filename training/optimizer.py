"""Muon for the matrices and AdamW for the rest, as one pair; knows only shapes.

Muon (Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks") orthogonalises the
momentum of each matrix by a Newton-Schulz iteration. In 32-bit floats here: PyTorch's own uses bfloat16,
which is slow on older CPUs.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

COEFFICIENTS = (3.4445, -4.7750, 2.0315)
STEPS = 5


def orthogonalise(matrices: Tensor) -> Tensor:
    """The nearest (semi-)orthogonal matrices of a stack (n, rows, columns), roughly."""
    a, b, c = COEFFICIENTS
    tall = matrices.shape[-2] > matrices.shape[-1]
    x = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(STEPS):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    out: Tensor = x.mT if tall else x
    return out


class Muon(torch.optim.Optimizer):
    """Nesterov momentum, orthogonalised; matrices of one shape go through the iteration in one stack."""

    def __init__(
        self, matrices: Iterable[nn.Parameter], lr: float = 0.006, momentum: float = 0.95, decay: float = 0.4
    ) -> None:
        super().__init__(matrices, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]  # nothing here takes a closure
        """One update of every matrix that has a gradient."""
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[nn.Parameter]] = {}
            for matrix in group["params"]:
                by_shape.setdefault(matrix.shape, []).append(matrix)
            for shape, matrices in by_shape.items():
                updates = orthogonalise(torch.stack([self._momentum(m, group["momentum"]) for m in matrices]))
                scale = group["lr"] * max(1.0, shape[0] / shape[1]) ** 0.5
                for matrix, update in zip(matrices, updates, strict=True):
                    matrix.mul_(1 - group["lr"] * group["decay"]).sub_(update, alpha=scale)

    def _momentum(self, matrix: nn.Parameter, momentum: float) -> Tensor:
        gradient = matrix.grad if matrix.grad is not None else torch.zeros_like(matrix)
        state = self.state[matrix]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(matrix)
        average: Tensor = state["momentum"]
        average.lerp_(gradient, 1 - momentum)
        return gradient.lerp(average, momentum)


def optimizers(model: nn.Module) -> tuple[Muon, torch.optim.AdamW]:
    """Muon over the layers' matrices, AdamW over the rest; the rates are set at every step."""
    matrices = [p for name, p in model.named_parameters() if p.ndim == 2 and not name.startswith("embed")]
    others = [p for name, p in model.named_parameters() if p.ndim != 2 or name.startswith("embed")]
    return Muon(matrices), torch.optim.AdamW(others, betas=(0.9, 0.98), weight_decay=0.0)
