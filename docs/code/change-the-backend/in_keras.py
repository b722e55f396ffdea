"""One Keras model, saved on TensorFlow, loaded elsewhere."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

WRITE = """
import keras
weights = keras.initializers.Constant(0.5)
dense = keras.layers.Dense(3, kernel_initializer=weights)
model = keras.Sequential([keras.Input((4,)), dense])
model.save("model.keras")
"""
READ = """
import keras
model = keras.saving.load_model("model.keras")
result = model(keras.ops.ones((1, 4)))
result = keras.ops.convert_to_numpy(result)
print(f"{keras.backend.backend()}: {result}")
"""


def run(code, backend):
    subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "KERAS_BACKEND": backend},
        cwd=folder,
        check=True,
    )


folder = Path(tempfile.mkdtemp())
run(WRITE, "tensorflow")
for backend in "tensorflow", "torch", "jax":
    run(READ, backend)
