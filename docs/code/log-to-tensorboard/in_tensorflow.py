"""Log a value for TensorBoard, then read the log back."""

import tempfile

import tensorflow as tf
from tensorboard.backend.event_processing.event_accumulator import (
    EventAccumulator,
)

folder = tempfile.mkdtemp()
with tf.summary.create_file_writer(folder).as_default():
    for step in range(3):
        tf.summary.scalar("loss", 1 / (step + 1), step)

# `tensorboard --logdir FOLDER` shows the curve.
log = EventAccumulator(folder).Reload()
for event in log.Tensors("loss"):
    value = tf.make_ndarray(event.tensor_proto)
    print(f"step {event.step}: loss {value:.4f}")
