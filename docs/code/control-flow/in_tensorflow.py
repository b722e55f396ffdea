"""A square root by Newton: as many steps as it takes."""

import tensorflow as tf


def root(a):
    x, steps = a, 0
    while tf.abs(x * x - a) > 1e-4:
        x = (x + a / x) / 2
        steps += 1
    return x, steps


compiled = tf.function(root)

for name, function in ("eager", root), ("compiled", compiled):
    for a in 2.0, 100.0:
        x, steps = function(tf.constant(a))
        print(f"{name}: {x:.4f} after {steps} steps")
