"""Transform rows, shuffle them, hand them out in batches."""

import tensorflow as tf


def square(x):
    x = tf.cast(x, tf.float32)
    return x, x**2


loader = (
    tf.data.Dataset.range(10)
    .map(square, num_parallel_calls=tf.data.AUTOTUNE)
    .shuffle(buffer_size=10)
    .batch(4)
    .prefetch(tf.data.AUTOTUNE)
)

sizes, total = [], 0.0
for x, y in loader:
    sizes.append(len(x))
    total += tf.reduce_sum(y).numpy()

print("batches:", sizes)
print("sum of the squares:", total)
