"""Fit a line by an explicit loop."""

import jax
import jax.numpy as jnp

x = jnp.linspace(-1, 1, 50)
y = 3 * x + 2
params = {"w": 0.0, "b": 0.0}


def mean_square(params):
    return ((params["w"] * x + params["b"] - y) ** 2).mean()


loss_and_gradients = jax.jit(jax.value_and_grad(mean_square))

for step in range(50):
    loss, gradients = loss_and_gradients(params)
    params = jax.tree.map(
        lambda p, g: p - 0.1 * g, params, gradients
    )
    if step % 10 == 0:
        print(f"step {step}: loss {loss:.4f}")

print(f"w {params['w']:.4f}, b {params['b']:.4f}")
