"""Look at values and gradients in the middle of a model."""

import torch

x = torch.tensor([[1.0, -2.0]])
w1 = torch.tensor(
    [[0.5, -1.0], [0.25, 0.5]], requires_grad=True
)
w2 = torch.tensor([[2.0], [-3.0]], requires_grad=True)

hidden = torch.tanh(x @ w1)
print("hidden:", hidden.detach().numpy().round(2))
# breakpoint() stops here, in plain Python

hidden.retain_grad()
loss = (hidden @ w2).sum() ** 2
loss.backward()
print(f"loss: {loss.item():.4f}")
for name, tensor in (
    ("hidden", hidden),
    ("w1", w1),
    ("w2", w2),
):
    gradient = tensor.grad.numpy()
    print(f"gradient of {name}:\n{gradient.round(2)}")
