"""One Keras model, saved on TensorFlow, loaded on PyTorch and JAX."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

WRITE = """
import keras
weights = keras.initializers.Constant(0.5)
dense = keras.layers.Dense(3, "relu", kernel_initializer=weights)
keras.Sequential([keras.Input((4,)), dense]).save("model.keras")
"""
READ = """
import keras
model = keras.saving.load_model("model.keras")
result = keras.ops.convert_to_numpy(model(keras.ops.ones((1, 4))))
print(f"{keras.backend.backend()}: {result}")
"""


def run(code, backend):
    environment = {**os.environ, "KERAS_BACKEND": backend}
    command = [sys.executable, "-c", code]
    subprocess.run(command, env=environment, cwd=folder, check=True)


folder = Path(tempfile.mkdtemp())
run(WRITE, "tensorflow")
for backend in "tensorflow", "torch", "jax":
    run(READ, backend)
