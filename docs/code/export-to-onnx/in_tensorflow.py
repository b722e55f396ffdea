"""Export a model and run it without the framework."""

import tempfile
from pathlib import Path

import keras
import numpy as np
import onnxruntime
import tensorflow as tf

dense = keras.layers.Dense(
    3, activation="softmax", kernel_initializer="identity"
)
model = keras.Sequential([keras.Input((4,)), dense])
batch = np.array(
    [[0, 1, 2, 3], [3, 2, 1, 0]], dtype="float32"
)
folder = Path(tempfile.mkdtemp())

# The framework's own format
model.export(folder / "model", verbose=False)
reloaded = tf.saved_model.load(folder / "model")
result = reloaded.serve(batch).numpy()
print("own format:", result.round(4))

# ONNX, run by ONNX Runtime
file = folder / "model.onnx"
model.export(file, format="onnx", verbose=False)
session = onnxruntime.InferenceSession(file)
name = session.get_inputs()[0].name
result = session.run(None, {name: batch})[0]
print("ONNX Runtime:", result.round(4))
