"""A square root by Newton: as many steps as it takes."""

import jax
import jax.numpy as jnp


def wrong(state):
    a, x, steps = state
    return jnp.abs(x * x - a) > 1e-4


def improve(state):
    a, x, steps = state
    return a, (x + a / x) / 2, steps + 1


def root(a):
    state = a, a, 0
    while wrong(state):
        state = improve(state)
    return state[1:]


@jax.jit
def compiled(a):
    # `jit` refuses a Python `while` on a traced value.
    return jax.lax.while_loop(wrong, improve, (a, a, 0))[1:]


for name, function in ("eager", root), ("compiled", compiled):
    for a in 2.0, 100.0:
        x, steps = function(jnp.float32(a))
        print(f"{name}: {x:.4f} after {steps} steps")
