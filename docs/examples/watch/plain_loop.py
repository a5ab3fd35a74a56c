"""A training in plain Python, without any package, that train-model watches.

    train-model watch docs/examples/watch/train.yaml --out DIR -- python3 docs/examples/watch/plain_loop.py

It teaches a straight line to part two clouds of points (logistic regression by gradient descent), reports after every tenth
step and every epoch, saves a checkpoint after every epoch, ends when it is asked to, and goes on where it was when it is
started again.
"""

import json
import math
import os
import random
import time

import train_model

FOLDER = "plain-loop"
MODEL = os.path.join(FOLDER, "model.json")
EPOCHS = 200
BATCH = 20
LEARNING_RATE = 0.05
SECONDS_PER_STEP = float(os.environ.get("PLAIN_LOOP_SECONDS", "0.002"))


def points(seed, count):
    """Pairs of a point and the cloud that it is of, 0 or 1."""
    draw = random.Random(seed)
    samples = []
    for _ in range(count):
        cloud = draw.randrange(2)
        middle = 1.1 if cloud else -1.1
        samples.append(((draw.gauss(middle, 1.0), draw.gauss(middle, 1.0)), cloud))
    return samples


def probability(weights, point):
    """That a point is of cloud 1."""
    score = weights[0] * point[0] + weights[1] * point[1] + weights[2]
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))


def measure(weights, samples):
    """The mean loss and the share of points whose cloud is told rightly."""
    loss = right = 0
    for point, cloud in samples:
        one = probability(weights, point)
        loss -= math.log(max(1e-12, one if cloud else 1 - one))
        right += (one >= 0.5) == bool(cloud)
    return loss / len(samples), right / len(samples)


def save(weights, epoch, step):
    """Writes a checkpoint so that a crash leaves the old or the new one."""
    os.makedirs(FOLDER, exist_ok=True)
    with open(MODEL + ".tmp", "w", encoding="utf-8") as file:
        json.dump({"weights": weights, "epoch": epoch, "step": step}, file)
    os.replace(MODEL + ".tmp", MODEL)
    train_model.checkpoint(MODEL, epoch=epoch, step=step)


def begin():
    """Weights, epoch and step: those of the checkpoint where the run goes on, else of a beginning."""
    if train_model.resuming() and train_model.newest_checkpoint():
        with open(train_model.newest_checkpoint(), encoding="utf-8") as file:
            saved = json.load(file)
        return saved["weights"], saved["epoch"], saved["step"]
    return [0.0, 0.0, 0.0], 0, 0


def main():
    training, validation = points(1, 400), points(2, 200)
    weights, done, step = begin()
    for epoch in range(done + 1, EPOCHS + 1):
        order = list(training)
        random.Random(epoch).shuffle(order)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            gradient = [0.0, 0.0, 0.0]
            for point, cloud in batch:
                error = probability(weights, point) - cloud
                for i, value in enumerate((point[0], point[1], 1.0)):
                    gradient[i] += error * value / len(batch)
            weights = [weight - LEARNING_RATE * slope for weight, slope in zip(weights, gradient)]
            step += 1
            time.sleep(SECONDS_PER_STEP)
            if step % 10 == 0:
                train_model.report(epoch=epoch, step=step, loss=measure(weights, batch)[0])
            if train_model.should_stop():
                return  # the checkpoint of the last whole epoch is there
        loss, accuracy = measure(weights, training)
        val_loss, val_accuracy = measure(weights, validation)
        print(f"epoch {epoch}: loss {loss:.4f}, validation {val_loss:.4f}, accuracy {val_accuracy:.3f}", flush=True)
        save(weights, epoch, step)
        train_model.epoch(
            epoch, step=step, loss=loss, accuracy=accuracy, val_loss=val_loss, val_accuracy=val_accuracy
        )


if __name__ == "__main__":
    main()
