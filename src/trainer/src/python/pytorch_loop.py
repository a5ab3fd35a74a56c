"""PyTorch as the other side of a contest: the same networks layer by layer, data, optimizer and precision.

Reads a number of steps a line, trains as many, and answers with the seconds until the device had done them.
"""

import argparse
import struct
import sys
import time

import torch
from torch import nn
from torch.nn import functional

CLASSES = 10
LEARNING_RATE = 1e-5
STEPS_PER_READING = 50


def mlp():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, CLASSES))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, CLASSES))


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
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, CLASSES))


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        outputs = 4 * width
        self.body = nn.Sequential(
            nn.Conv2d(inputs, width, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, outputs, 1, bias=False), nn.BatchNorm2d(outputs))
        self.shortcut = nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
        ) if stride != 1 or inputs != outputs else nn.Identity()

    def forward(self, x):
        return functional.relu(self.body(x) + self.shortcut(x))


def resnet50():
    """With the stem for images of 224×224, of one channel."""
    layers = [nn.Conv2d(1, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    inputs = 64
    for stage, (width, count) in enumerate(((64, 3), (128, 4), (256, 6), (512, 3))):
        for number in range(count):
            layers.append(Bottleneck(inputs, width, 2 if number == 0 and stage > 0 else 1))
            inputs = 4 * width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, CLASSES))


class Lstm(nn.Module):
    """Reads an image row by row."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(28, 128, batch_first=True)
        self.fc = nn.Linear(128, CLASSES)

    def forward(self, x):
        return self.fc(self.lstm(x.squeeze(1))[0][:, -1])


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.before_attention = nn.LayerNorm(width)
        self.attention = nn.Linear(width, 3 * width)
        self.projection = nn.Linear(width, width)
        self.before_hidden = nn.LayerNorm(width)
        self.hidden = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        batch, steps, width = x.shape
        query, key, value = (
            part.view(batch, steps, self.heads, width // self.heads).transpose(1, 2)
            for part in self.attention(self.before_attention(x)).split(width, dim=2))
        attended = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + self.projection(attended.transpose(1, 2).reshape(batch, steps, width))
        return x + self.hidden(self.before_hidden(x))


class Gpt(nn.Module):
    """GPT-2's blocks over bytes, the embedding tied to the last layer."""

    def __init__(self, layers, heads, width, context):
        super().__init__()
        self.tokens = nn.Embedding(256, width)
        self.positions = nn.Embedding(context, width)
        self.blocks = nn.Sequential(*[Block(width, heads) for _ in range(layers)])
        self.norm = nn.LayerNorm(width)
        for embedding in (self.tokens, self.positions):
            nn.init.normal_(embedding.weight, std=0.02)

    def forward(self, x):
        embedded = self.tokens(x) + self.positions(torch.arange(x.shape[1], device=x.device))
        return functional.linear(self.norm(self.blocks(embedded)), self.tokens.weight)


NETWORKS = {
    "mlp": mlp, "lenet": lenet, "resnet18": resnet18, "resnet50": resnet50, "lstm": Lstm,
    "gpt-4x128": lambda: Gpt(4, 4, 128, 128), "gpt-6x256": lambda: Gpt(6, 8, 256, 256),
    "gpt2-small": lambda: Gpt(12, 12, 768, 1024),
}
CONTEXTS = {"gpt-4x128": 128, "gpt-6x256": 256, "gpt2-small": 1024}


def images(folder):
    with open(f"{folder}/train-images", "rb") as file:
        data = file.read()
        rows, columns = struct.unpack(">2i", data[8:16])
        pixels = torch.frombuffer(bytearray(data[16:]), dtype=torch.uint8)
    with open(f"{folder}/train-labels", "rb") as file:
        labels = torch.frombuffer(bytearray(file.read()[8:]), dtype=torch.uint8)
    return pixels.reshape(-1, 1, rows, columns).float() / 255, labels.long()


def windows(folder, context):
    """Windows of the text's bytes, and what follows each byte."""
    with open(f"{folder}/train.txt", "rb") as file:
        tokens = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).long()
    count = (len(tokens) - 1) // context
    return tokens[:count * context].view(count, context), tokens[1:count * context + 1].view(count, context)


class Loop:
    def __init__(self, arguments):
        torch.manual_seed(1)
        self.device = torch.device(arguments.device)
        context = CONTEXTS.get(arguments.network)
        self.samples, self.labels = windows(arguments.folder, context) if context else images(arguments.folder)
        self.network = NETWORKS[arguments.network]().to(self.device).train()
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=LEARNING_RATE, fused=True)
        self.computed = torch.compile(self.network) if arguments.compiled else self.network
        self.bfloat16 = arguments.precision == "bfloat16"
        self.batch_size = arguments.batch_size
        self.measured = arguments.measured
        self.sums = torch.zeros(3, device=self.device, dtype=torch.float64)
        self.order = []

    def batch(self):
        """Shuffled, gathered in host memory; for a GPU copied through page-locked memory while it computes."""
        if not self.order:
            whole = len(self.labels) // self.batch_size * self.batch_size
            self.order = list(torch.randperm(len(self.labels))[:whole].split(self.batch_size))
        chosen = self.order.pop()
        return self.moved(self.samples[chosen]), self.moved(self.labels[chosen])

    def moved(self, tensor):
        return tensor if self.device.type == "cpu" else tensor.pin_memory().to(self.device, non_blocking=True)

    def step(self):
        samples, labels = self.batch()
        self.optimizer.zero_grad()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bfloat16):
            outputs = self.computed(samples)
        outputs, labels = outputs.flatten(0, -2), labels.flatten()
        loss = functional.cross_entropy(outputs.float(), labels)
        loss.backward()
        if self.measured:
            self.measure(outputs, labels, loss)
        self.optimizer.step()
        return loss

    @torch.no_grad()
    def measure(self, outputs, labels, loss):
        """As Train Model does: sums on the device, read with the loss."""
        norm = torch.nn.utils.get_total_norm([p.grad for p in self.network.parameters()])
        hits = (outputs.argmax(1) == labels).sum()
        self.sums += torch.stack([loss.detach() * len(labels), hits, norm])

    def turn(self, steps):
        begin = time.perf_counter()
        for number in range(1, steps + 1):
            loss = self.step()
            if number % STEPS_PER_READING == 0:
                loss.item()
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter() - begin


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="with train-images and train-labels in the IDX format, or train.txt")
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("precision", choices=["float32", "bfloat16"])
    parser.add_argument("batch_size", type=int)
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--threads", type=int, help="of the CPU")
    parser.add_argument("--measured", action="store_true", help="add up loss, accuracy and gradient norm of every step")
    parser.add_argument("--compiled", action="store_true", help="torch.compile")
    return parser.parse_args()


def main():
    arguments = parsed()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    # Float32 means float32, as in Train Model.
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False
    loop = Loop(arguments)
    loop.turn(3)  # what is compiled, is compiled now
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        print(loop.turn(int(line)), flush=True)


if __name__ == "__main__":
    main()
