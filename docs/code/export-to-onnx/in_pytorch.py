"""Export a model and run it without the framework."""

import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import nn

model = nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=1))
nn.init.eye_(model[0].weight)
nn.init.zeros_(model[0].bias)
batch = np.array(
    [[0, 1, 2, 3], [3, 2, 1, 0]], dtype="float32"
)
folder = Path(tempfile.mkdtemp())

# The framework's own format
rows = torch.tensor(batch)
program = torch.export.export(
    model.eval(),
    (rows,),
    dynamic_shapes=({0: torch.export.Dim("batch")},),
)
torch.export.save(program, folder / "model.pt2")
reloaded = torch.export.load(folder / "model.pt2").module()
result = reloaded(rows).detach().numpy()
print("own format:", result.round(4))

# ONNX, run by ONNX Runtime
file = folder / "model.onnx"
torch.onnx.export(program, f=file, verbose=False)
session = onnxruntime.InferenceSession(file)
name = session.get_inputs()[0].name
result = session.run(None, {name: batch})[0]
print("ONNX Runtime:", result.round(4))
