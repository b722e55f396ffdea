"""Train a classifier for five epochs, batch by batch."""

import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(200, 2)).astype("float32")
y = (x.sum(axis=1) > 0).astype("float32")

model = keras.Sequential(
    [keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.5),
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
    metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)],
)
history = model.fit(
    x, y, batch_size=20, epochs=5, shuffle=False, verbose=0
).history

for loss, accuracy in zip(history["loss"], history["binary_accuracy"]):
    print(f"loss {loss:.4f}, accuracy {accuracy:.3f}")
