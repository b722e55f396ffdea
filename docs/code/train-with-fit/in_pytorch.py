"""Train a classifier for five epochs, batch by batch."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

rng = np.random.default_rng(0)
x = rng.normal(size=(200, 2)).astype("float32")
y = (x.sum(axis=1, keepdims=True) > 0).astype("float32")

rows = TensorDataset(torch.tensor(x), torch.tensor(y))
loader = DataLoader(rows, batch_size=20)
model = nn.Linear(2, 1)
nn.init.zeros_(model.weight)
nn.init.zeros_(model.bias)
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
loss_of = nn.BCEWithLogitsLoss()

for _ in range(5):
    losses, right = [], 0
    for inputs, targets in loader:
        logits = model(inputs)
        loss = loss_of(logits, targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        right += ((logits > 0) == (targets > 0)).sum().item()
    loss, accuracy = np.mean(losses), right / len(x)
    print(f"loss {loss:.4f}, accuracy {accuracy:.3f}")
