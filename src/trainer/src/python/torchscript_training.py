"""Trains a TorchScript file as PyTorch does by itself, on the batches that Train Model trained it on.

    python3 torchscript_training.py export FILE NAME
    python3 torchscript_training.py train FOLDER OPTIMIZER LEARNING_RATE

The first writes a network by its name in NETWORKS; none is random while it trains. The second reads from FOLDER the file model.pt,
batches.safetensors (x: steps × samples × …; labels: steps × samples; losses: of every step, before its update) and after.safetensors
(parameters and buffers). Says one line for losses and each of these: its name, and the largest difference, relative to the largest
number there.
"""

import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional

from comparison import read, say
from torchscript_files import Net, Small, Still, Tied


def without_dropout():
    net = Net()
    net.dropout = nn.Identity()
    return net


NETWORKS = {
    "normalised": lambda: torch.jit.script(without_dropout()),
    "channels_last": lambda: torch.jit.script(without_dropout().to(memory_format=torch.channels_last)),
    "traced": lambda: torch.jit.trace(without_dropout().eval(), torch.rand(2, 1, 8, 8)),
    "tied": lambda: torch.jit.script(Tied()),
    "still": lambda: torch.jit.script(Still()),
    "small_numbers": lambda: torch.jit.script(Small()),
}

OPTIMIZERS = {
    "sgd": lambda parameters, rate: torch.optim.SGD(parameters, rate, momentum=0.9),
    "adam": lambda parameters, rate: torch.optim.Adam(parameters, rate),
    "adamw": lambda parameters, rate: torch.optim.AdamW(parameters, rate, weight_decay=0.01),
}


def export(file, name):
    torch.manual_seed(3)
    NETWORKS[name]().save(file)


def train(folder, optimizer, rate):
    folder = pathlib.Path(folder)
    batches = read(folder / "batches.safetensors")
    model = torch.jit.load(folder / "model.pt")
    model.train()
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    update = OPTIMIZERS[optimizer](trained, float(rate))
    losses = []
    for x, labels in zip(batches["x"], batches["labels"].long()):
        update.zero_grad()
        loss = functional.cross_entropy(model(x), labels)
        losses.append(loss.detach())
        loss.backward()
        update.step()
    tell("losses", torch.stack(losses), batches["losses"])
    state = model.state_dict()
    for name, ours in read(folder / "after.safetensors").items():
        tell(name, state[name], ours)


def tell(name, theirs, ours):
    theirs = theirs.float()
    say(name, (theirs - ours) / theirs.abs().max().clamp(min=1e-6))


if __name__ == "__main__":
    {"export": export, "train": train}[sys.argv[1]](*sys.argv[2:])
