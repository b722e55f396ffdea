"""Fit a line by an explicit loop."""

import keras
import tensorflow as tf

x = tf.linspace(-1.0, 1.0, 50)
y = 3 * x + 2
w = tf.Variable(0.0)
b = tf.Variable(0.0)
optimizer = keras.optimizers.SGD(learning_rate=0.1)

for step in range(50):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
    gradients = tape.gradient(loss, [w, b])
    optimizer.apply(gradients, [w, b])
    if step % 10 == 0:
        print(f"step {step}: loss {loss.numpy():.4f}")

print(f"w {w.numpy():.4f}, b {b.numpy():.4f}")
