"""Convert a model for a phone, run it with that runtime."""

import tempfile
from pathlib import Path

import torch
from executorch.backends.xnnpack.partition.xnnpack_partitioner import (
    XnnpackPartitioner,
)
from executorch.exir import to_edge_transform_and_lower
from executorch.runtime import Runtime
from torch import nn

model = nn.Sequential(nn.Linear(4, 3), nn.ReLU()).eval()
nn.init.eye_(model[0].weight)
nn.init.zeros_(model[0].bias)
batch = torch.tensor([[1.0, -2.0, 3.0, -4.0]])

exported = torch.export.export(model, (batch,))
program = to_edge_transform_and_lower(
    exported, partitioner=[XnnpackPartitioner()]
).to_executorch()
file = Path(tempfile.mkdtemp()) / "model.pte"
file.write_bytes(program.buffer)

program = Runtime.get().load_program(file)
result = program.load_method("forward").execute([batch])[0]
print("on the runtime:", result.numpy())
print("in the framework:", model(batch).detach().numpy())
