"""Two processes train one model, each on half the data."""

import json
import multiprocessing
import os
import socket


def work(rank, addresses):
    config = {
        "cluster": {"worker": addresses},
        "task": {"type": "worker", "index": rank},
    }
    os.environ["TF_CONFIG"] = json.dumps(config)
    import tensorflow as tf

    strategy = tf.distribute.MultiWorkerMirroredStrategy()
    x = tf.linspace(-1.0, 1.0, 20)[rank::2]
    y = 3 * x + 2
    with strategy.scope():
        w, b = tf.Variable(0.0), tf.Variable(0.0)

    def step():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((w * x + b - y) ** 2)
        gradients = tape.gradient(loss, [w, b])
        context = tf.distribute.get_replica_context()
        mean = context.all_reduce("mean", gradients)
        w.assign_sub(0.2 * mean[0])
        b.assign_sub(0.2 * mean[1])

    train = tf.function(lambda: strategy.run(step))
    for _ in range(50):
        train()
    if rank == 0:
        print("processes:", strategy.num_replicas_in_sync)
        print(f"w {w.numpy():.4f}, b {b.numpy():.4f}")


def free_port():
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        return port.getsockname()[1]


if __name__ == "__main__":
    addresses = [f"127.0.0.1:{free_port()}" for _ in range(2)]
    spawn = multiprocessing.get_context("spawn")
    tasks = [(rank, addresses) for rank in range(2)]
    pool = spawn.Pool(2)
    pool.starmap(work, tasks)
    pool.close()  # TensorFlow catches the SIGTERM of `with`
    pool.join()
