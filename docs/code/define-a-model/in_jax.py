"""A classifier with one hidden layer."""

import jax
import jax.numpy as jnp


def init(key):
    one, two = jax.random.split(key)
    return {
        "hidden": (jax.random.normal(one, (4, 8)), jnp.zeros(8)),
        "out": (jax.random.normal(two, (8, 3)), jnp.zeros(3)),
    }


def classify(params, x):
    (w1, b1), (w2, b2) = params["hidden"], params["out"]
    return jax.nn.relu(x @ w1 + b1) @ w2 + b2


params = init(jax.random.key(0))
scores = classify(params, jnp.ones((5, 4)))  # five rows, four features

print("scores:", scores.shape)
print("parameters:", sum(p.size for p in jax.tree.leaves(params)))
