"""A classifier with one hidden layer."""

import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 8)
        self.out = nn.Linear(8, 3)

    def forward(self, x):
        return self.out(torch.relu(self.hidden(x)))


model = Classifier()
# Five rows of four features
scores = model(torch.ones(5, 4))

print("scores:", tuple(scores.shape))
weights = model.parameters()
print(
    "parameters:", sum(weight.numel() for weight in weights)
)
