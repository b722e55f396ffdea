"""Convert a model for a phone, run it with that runtime."""

import tempfile
from pathlib import Path

import keras
import numpy as np
from ai_edge_litert.interpreter import Interpreter

dense = keras.layers.Dense(
    3, activation="relu", kernel_initializer="identity"
)
model = keras.Sequential([keras.Input((4,)), dense])
batch = np.array([[1.0, -2.0, 3.0, -4.0]], dtype="float32")

file = Path(tempfile.mkdtemp()) / "model.tflite"
model.export(file, format="litert", verbose=False)

interpreter = Interpreter(model_path=str(file))
run = interpreter.get_signature_runner()
name = next(iter(run.get_input_details()))
result = next(iter(run(**{name: batch}).values()))
print("on the runtime:", result)
print("in the framework:", model(batch).numpy())
