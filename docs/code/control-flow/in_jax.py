"""A square root by Newton: as many steps as it takes."""

import jax
import jax.numpy as jnp


def root(a):
    def wrong(state):
        x, steps = state
        return jnp.abs(x * x - a) > 1e-4

    def improve(state):
        x, steps = state
        return (x + a / x) / 2, steps + 1

    # A Python `while` on a traced value is refused by `jit`.
    return jax.lax.while_loop(wrong, improve, (a, 0))


compiled = jax.jit(root)

for name, function in ("eager", root), ("compiled", compiled):
    for a in 2.0, 100.0:
        x, steps = function(jnp.float32(a))
        print(f"{name}: {x:.4f} after {steps} steps")
