"""Export a model and run it without the framework."""

import tempfile
from pathlib import Path

import keras
import numpy as np
import onnxruntime
import tensorflow as tf

dense = keras.layers.Dense(3, "softmax", kernel_initializer="identity")
model = keras.Sequential([keras.Input((4,)), dense])
batch = np.array([[0, 1, 2, 3], [3, 2, 1, 0]], dtype="float32")
folder = Path(tempfile.mkdtemp())

# The framework's own format
model.export(folder / "model", format="tf_saved_model", verbose=False)
reloaded = tf.saved_model.load(folder / "model")
print("own format:", reloaded.serve(batch).numpy().round(4))

# ONNX, run by ONNX Runtime
model.export(folder / "model.onnx", format="onnx", verbose=False)
session = onnxruntime.InferenceSession(folder / "model.onnx")
name = session.get_inputs()[0].name
print("ONNX Runtime:", session.run(None, {name: batch})[0].round(4))
