"""Look at values and gradients in the middle of a model."""

import tensorflow as tf

x = tf.constant([[1.0, -2.0]])
w1 = tf.Variable([[0.5, -1.0], [0.25, 0.5]])
w2 = tf.Variable([[2.0], [-3.0]])

with tf.GradientTape() as tape:
    hidden = tf.tanh(x @ w1)
    print("hidden:", hidden.numpy().round(2))
    # breakpoint() stops here, in plain Python
    loss = tf.reduce_sum(hidden @ w2) ** 2

print(f"loss: {loss.numpy():.4f}")
gradients = tape.gradient(loss, [hidden, w1, w2])
for name, gradient in zip(("hidden", "w1", "w2"), gradients):
    gradient = gradient.numpy()
    print(f"gradient of {name}:\n{gradient.round(2)}")
