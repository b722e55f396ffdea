"""Two processes train one model, each on half the data."""

import tempfile

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import nn
from torch.nn.parallel import DistributedDataParallel


def work(rank, store):
    dist.init_process_group(
        "gloo", init_method=store, rank=rank, world_size=2
    )
    x = torch.linspace(-1, 1, 20)[rank::2, None]
    y = 3 * x + 2
    linear = nn.Linear(1, 1)
    nn.init.zeros_(linear.weight)
    nn.init.zeros_(linear.bias)
    model = DistributedDataParallel(linear)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.2)
    for _ in range(50):
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()  # gradients are averaged here
        optimizer.step()
    if rank == 0:
        w, b = linear.weight.item(), linear.bias.item()
        print("processes:", dist.get_world_size())
        print(f"w {w:.4f}, b {b:.4f}")
    dist.destroy_process_group()


if __name__ == "__main__":
    store = f"file://{tempfile.mkdtemp()}/store"
    mp.spawn(work, (store,), nprocs=2)
