"""A square root by Newton: as many steps as it takes."""

import torch


def root(a):
    x, steps = a, 0
    while (x * x - a).abs() > 1e-4:
        x = (x + a / x) / 2
        steps += 1
    return x, steps


compiled = torch.compile(root)

for name, function in ("eager", root), ("compiled", compiled):
    for a in 2.0, 100.0:
        x, steps = function(torch.tensor(a))
        print(f"{name}: {x:.4f} after {steps} steps")
