"""Train a classifier for five epochs, batch by batch."""

import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(200, 2)).astype("float32")
y = (x.sum(axis=1, keepdims=True) > 0).astype("float32")

dense = keras.layers.Dense(1, kernel_initializer="zeros")
model = keras.Sequential([keras.Input((2,)), dense])
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.5),
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
    metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)],
)
history = model.fit(
    x, y, batch_size=20, epochs=5, shuffle=False, verbose=0
).history

for epoch in range(5):
    loss = history["loss"][epoch]
    accuracy = history["binary_accuracy"][epoch]
    print(f"loss {loss:.4f}, accuracy {accuracy:.3f}")
