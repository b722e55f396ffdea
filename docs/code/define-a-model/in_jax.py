"""A classifier with one hidden layer."""

import jax
import jax.numpy as jnp


def dense(key, inputs, outputs):
    start = jax.nn.initializers.lecun_normal()
    return start(key, (inputs, outputs)), jnp.zeros(outputs)


def classify(params, x):
    (w1, b1), (w2, b2) = params["hidden"], params["out"]
    return jax.nn.relu(x @ w1 + b1) @ w2 + b2


one, two = jax.random.split(jax.random.key(0))
params = {"hidden": dense(one, 4, 8), "out": dense(two, 8, 3)}
# Five rows of four features
scores = classify(params, jnp.ones((5, 4)))

print("scores:", scores.shape)
leaves = jax.tree.leaves(params)
print("parameters:", sum(leaf.size for leaf in leaves))
