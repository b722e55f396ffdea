"""A new layer: scale each feature, learn the scale."""

import torch
from torch import nn


class Scale(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(features))

    def forward(self, x):
        return x * self.scale


layer = Scale(3)
loss = layer(torch.tensor([[1.0, 2.0, 3.0]])).sum()
loss.backward()

print("scale:", layer.scale.tolist())
print("gradient:", layer.scale.grad.tolist())
