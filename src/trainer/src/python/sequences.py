"""Networks of sequences as PyTorch's own layers make them, with the parameters that Train Model had.

    python3 sequences.py FOLDER lstm|gru|transformer LAYERS WIDTH HEADS BIDIRECTIONAL POSITION POOL

FOLDER holds model.pt, before.safetensors (parameters), after.safetensors (after one step of plain descent with learning rate 1, so
that the difference is the gradient) and batch.safetensors (x, labels, outputs). Parameters are loaded by their names, with none missing
and none left. Says one line for each of outputs, model.pt and the gradients: its name, and the largest difference.
"""

import math
import sys

import torch
from torch import nn
from torch.nn import functional

from comparison import read, say


class Positions(nn.Module):
    def __init__(self, places, width):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(places, width))


class ClassToken(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(width))


class Recurrent(nn.Module):
    def __init__(self, kind, features, layers, width, bidirectional, pool, classes):
        super().__init__()
        layer = nn.LSTM if kind == "lstm" else nn.GRU
        self.kind = kind
        self.pool = pool
        setattr(self, kind, layer(features, width, layers, batch_first=True, bidirectional=bidirectional))
        self.fc = nn.Linear(width * (2 if bidirectional else 1), classes)

    def forward(self, x):
        steps, state = getattr(self, self.kind)(x)
        if self.pool == "mean":
            return self.fc(steps.mean(1))
        hidden = state[0] if self.kind == "lstm" else state
        directions = 2 if getattr(self, self.kind).bidirectional else 1
        return self.fc(torch.cat(list(hidden[-directions:]), 1))


class Encoder(nn.Module):
    def __init__(self, features, steps, layers, width, heads, position, pool, classes):
        super().__init__()
        places = steps + 1 if pool == "cls" else steps
        self.position_kind = position
        self.pool = pool
        self.input = nn.Linear(features, width)
        if pool == "cls":
            self.cls = ClassToken(width)
        if position == "learned":
            self.position = Positions(places, width)
        block = nn.TransformerEncoderLayer(
            width, heads, 4 * width, dropout=0, activation="gelu", batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(block, layers, norm=nn.LayerNorm(width), enable_nested_tensor=False)
        self.fc = nn.Linear(width, classes)

    def forward(self, x):
        x = self.input(x)
        if self.pool == "cls":
            x = torch.cat([self.cls.weight.expand(len(x), 1, -1), x], 1)
        x = x + (self.position.weight if self.position_kind == "learned" else waves(x.shape[1], x.shape[2]))
        x = self.encoder(x)
        return self.fc({"mean": x.mean(1), "last": x[:, -1], "cls": x[:, 0]}[self.pool])


def waves(steps, width):
    """As PyTorch's tutorial on transformers writes them."""
    places = torch.arange(steps).unsqueeze(1)
    rates = torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
    table = torch.zeros(steps, width)
    table[:, 0::2] = torch.sin(places * rates)
    table[:, 1::2] = torch.cos(places * rates)
    return table


def network(kind, layers, width, heads, bidirectional, position, pool, x, classes):
    steps, features = x.shape[1:]
    if kind == "transformer":
        return Encoder(features, steps, layers, width, heads, position, pool, classes)
    return Recurrent(kind, features, layers, width, bidirectional, pool, classes)


def main(folder, kind, layers, width, heads, bidirectional, position, pool):
    before, after, batch = (read(f"{folder}/{name}.safetensors") for name in ("before", "after", "batch"))
    x, labels, outputs = batch["x"], batch["labels"].long(), batch["outputs"]
    model = network(
        kind, int(layers), int(width), int(heads), bidirectional == "true", position, pool, x, outputs.shape[1])
    model.load_state_dict(before, strict=True)
    model.train()
    found = model(x)
    functional.cross_entropy(found, labels).backward()
    say("outputs", found - outputs)
    say("model.pt", torch.jit.load(f"{folder}/model.pt")(x) - found)
    for name, parameter in model.named_parameters():
        say(name, before[name] - after[name] - parameter.grad)


if __name__ == "__main__":
    main(*sys.argv[1:])
