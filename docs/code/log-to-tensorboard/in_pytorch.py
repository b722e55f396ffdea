"""Log a value for TensorBoard, then read the log back."""

import tempfile

from tensorboard.backend.event_processing.event_accumulator import (
    EventAccumulator,
)
from torch.utils.tensorboard import SummaryWriter

folder = tempfile.mkdtemp()
with SummaryWriter(folder) as writer:
    for step in range(3):
        writer.add_scalar("loss", 1 / (step + 1), step)

# `tensorboard --logdir FOLDER` shows the curve.
log = EventAccumulator(folder).Reload()
for event in log.Scalars("loss"):
    print(f"step {event.step}: loss {event.value:.4f}")
