"""Eager PyTorch as the other side of a contest: the same networks layer by layer, data, optimizer and precision.

    python3 eager_pytorch.py FOLDER mlp|lenet|resnet18 float32|bfloat16 BATCH_SIZE [measured]

Reads a number of steps a line, trains as many, and answers with the seconds until the GPU had done them. With `measured` it
adds up loss, accuracy and gradient norm on the GPU as Train Model does; without, it computes nothing but the training.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional

DEVICE = torch.device("cuda")


def mlp():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs))
        self.shortcut = nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
        ) if stride != 1 or inputs != outputs else nn.Identity()

    def forward(self, x):
        return functional.relu(self.body(x) + self.shortcut(x))


def resnet18():
    """With the stem for small images."""
    layers = [nn.Conv2d(1, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    inputs = 64
    for stage, outputs in enumerate((64, 128, 256, 512)):
        layers += [Residual(inputs, outputs, 1 if stage == 0 else 2), Residual(outputs, outputs, 1)]
        inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


NETWORKS = {"mlp": mlp, "lenet": lenet, "resnet18": resnet18}


def read(folder, name):
    with open(f"{folder}/{name}-images", "rb") as file:
        pixels = torch.frombuffer(bytearray(file.read()[16:]), dtype=torch.uint8)
    with open(f"{folder}/{name}-labels", "rb") as file:
        labels = torch.frombuffer(bytearray(file.read()[8:]), dtype=torch.uint8)
    return pixels.reshape(-1, 1, 28, 28).float() / 255, labels.long()


class Loop:
    def __init__(self, folder, network, precision, batch_size, measured):
        torch.manual_seed(1)
        self.images, self.labels = read(folder, "train")
        self.network = NETWORKS[network]().to(DEVICE).train()
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=1e-5, fused=True)
        self.bfloat16 = precision == "bfloat16"
        self.batch_size = batch_size
        self.measured = measured
        self.sums = torch.zeros(3, device=DEVICE, dtype=torch.float64)
        self.order = []

    def batch(self):
        """Shuffled, gathered in host memory, and copied through page-locked memory while the GPU computes."""
        if not self.order:
            self.order = list(torch.randperm(len(self.labels)).split(self.batch_size))
        chosen = self.order.pop()
        return (self.images[chosen].pin_memory().to(DEVICE, non_blocking=True),
                self.labels[chosen].pin_memory().to(DEVICE, non_blocking=True))

    def step(self):
        images, labels = self.batch()
        self.optimizer.zero_grad()
        with torch.autocast("cuda", torch.bfloat16, enabled=self.bfloat16):
            outputs = self.network(images)
        loss = functional.cross_entropy(outputs.float(), labels)
        loss.backward()
        if self.measured:
            self.measure(outputs, labels, loss)
        self.optimizer.step()
        return loss

    @torch.no_grad()
    def measure(self, outputs, labels, loss):
        norm = torch.nn.utils.get_total_norm([p.grad for p in self.network.parameters()])
        hits = (outputs.argmax(1) == labels).sum()
        self.sums += torch.stack([loss.detach() * len(labels), hits, norm])

    def turn(self, steps):
        begin = time.perf_counter()
        for number in range(1, steps + 1):
            loss = self.step()
            if number % 50 == 0:
                loss.item()
        torch.cuda.synchronize()
        return time.perf_counter() - begin


def main():
    folder, network, precision, batch_size, *measured = sys.argv[1:]
    # Float32 means float32, as in Train Model.
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False
    loop = Loop(folder, network, precision, int(batch_size), bool(measured))
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        print(loop.turn(int(line)), flush=True)


if __name__ == "__main__":
    main()
