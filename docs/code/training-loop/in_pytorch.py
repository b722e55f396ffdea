"""Fit a line by an explicit loop."""

import torch

x = torch.linspace(-1, 1, 50)
y = 3 * x + 2
w = torch.zeros((), requires_grad=True)
b = torch.zeros((), requires_grad=True)
optimizer = torch.optim.SGD([w, b], lr=0.1)

for step in range(50):
    loss = ((w * x + b - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 10 == 0:
        print(f"step {step}: loss {loss.item():.4f}")

print(f"w {w.item():.4f}, b {b.item():.4f}")
