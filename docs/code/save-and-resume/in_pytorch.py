"""Save a training run, load it and go on where it stopped."""

import tempfile
from pathlib import Path

import torch
from torch import nn

x = torch.linspace(-1, 1, 20)[:, None]
y = 3 * x + 2


def start():
    model = nn.Linear(1, 1)
    nn.init.zeros_(model.weight)
    nn.init.zeros_(model.bias)
    return model, torch.optim.Adam(model.parameters(), lr=0.1)


def train(model, optimizer, steps):
    for _ in range(steps):
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return f"{loss.item():.4f}"


model, optimizer = start()
print("after 5 steps:", train(model, optimizer, 5))
file = Path(tempfile.mkdtemp()) / "run.pt"
state = {
    "model": model.state_dict(),
    "optimizer": optimizer.state_dict(),
}
torch.save(state, file)
print("after 10 steps:", train(model, optimizer, 5))

model, optimizer = start()
state = torch.load(file)
model.load_state_dict(state["model"])
optimizer.load_state_dict(state["optimizer"])
print("after 10 steps, resumed:", train(model, optimizer, 5))
