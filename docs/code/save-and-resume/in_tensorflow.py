"""Save a training run, load it and go on where it stopped."""

import tempfile
from pathlib import Path

import keras
import tensorflow as tf

x = tf.linspace(-1.0, 1.0, 20)[:, None]
y = 3 * x + 2


def start():
    dense = keras.layers.Dense(1, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input((1,)), dense])
    adam = keras.optimizers.Adam(learning_rate=0.1)
    model.compile(optimizer=adam, loss="mse")
    return model


def train(model, steps):
    for _ in range(steps):
        loss = model.train_on_batch(x, y)
    return f"{loss:.4f}"


model = start()
print("after 5 steps:", train(model, 5))
file = Path(tempfile.mkdtemp()) / "run.keras"
model.save(file)  # weights, optimizer and architecture
print("after 10 steps:", train(model, 5))

model = keras.models.load_model(file)
print("after 10 steps, resumed:", train(model, 5))
