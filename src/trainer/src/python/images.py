"""Networks of images made of PyTorch's own layers, with the parameters that Train Model had.

    python3 images.py FOLDER resnet18|resnet34|resnet50

FOLDER holds the files of sequences.py. Parameters are loaded by their names, with none missing and none left. Outputs and model.pt are
those of a network that predicts, gradients and running statistics those of one that trains. Says one line for each: its name, and the
largest difference from the same in float64 as a share of what is allowed: four times what rounding does to PyTorch's own in float32, and a ten
thousandth of the largest number.
"""

import copy
import sys

import torch
from torch import nn
from torch.nn import functional

from comparison import read, say


def convolution(inputs, outputs, kernel, stride):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)


class Basic(nn.Module):
    expansion = 1

    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1 = convolution(inputs, width, 3, stride)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = convolution(width, width, 3, 1)
        self.bn2 = nn.BatchNorm2d(width)
        self.downsample = downsample(inputs, width, stride)

    def forward(self, x):
        y = functional.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return functional.relu(y + (x if self.downsample is None else self.downsample(x)))


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1 = convolution(inputs, width, 1, 1)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = convolution(width, width, 3, stride)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = convolution(width, 4 * width, 1, 1)
        self.bn3 = nn.BatchNorm2d(4 * width)
        self.downsample = downsample(inputs, 4 * width, stride)

    def forward(self, x):
        y = functional.relu(self.bn1(self.conv1(x)))
        y = functional.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        return functional.relu(y + (x if self.downsample is None else self.downsample(x)))


def downsample(inputs, outputs, stride):
    if stride == 1 and inputs == outputs:
        return None
    return nn.Sequential(convolution(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))


class ResNet(nn.Module):
    def __init__(self, block, blocks, channels, side, classes):
        super().__init__()
        self.small = side < 64
        self.conv1 = convolution(channels, 64, 3 if self.small else 7, 1 if self.small else 2)
        self.bn1 = nn.BatchNorm2d(64)
        inputs = 64
        for stage, count in enumerate(blocks):
            layers = []
            for place in range(count):
                layers.append(block(inputs, 64 << stage, 2 if stage > 0 and place == 0 else 1))
                inputs = (64 << stage) * block.expansion
            setattr(self, f"layer{stage + 1}", nn.Sequential(*layers))
        self.fc = nn.Linear(inputs, classes)

    def forward(self, x):
        x = functional.relu(self.bn1(self.conv1(x)))
        if not self.small:
            x = functional.max_pool2d(x, 3, 2, 1)
        for stage in range(4):
            x = getattr(self, f"layer{stage + 1}")(x)
        return self.fc(x.mean((2, 3)))


SIZES = {"resnet18": (Basic, (2, 2, 2, 2)), "resnet34": (Basic, (3, 4, 6, 3)), "resnet50": (Bottleneck, (3, 4, 6, 3))}


def numbers(model, x, labels):
    """Outputs that predict, gradients and running statistics, by name."""
    model.eval()
    with torch.no_grad():
        found = {"outputs": model(x)}
    model.train()
    functional.cross_entropy(model(x), labels).backward()
    found.update({name: parameter.grad for name, parameter in model.named_parameters()})
    found.update({name: buffer for name, buffer in model.named_buffers() if not name.endswith("num_batches_tracked")})
    return found


def tell(name, ours, theirs, exact, largest):
    allowed = 4 * (theirs - exact).abs().max() + 1e-4 * largest
    say(name, (ours - exact) / allowed)


def main(folder, kind):
    before, after, batch = (read(f"{folder}/{name}.safetensors") for name in ("before", "after", "batch"))
    x, labels, outputs = batch["x"], batch["labels"].long(), batch["outputs"]
    model = ResNet(*SIZES[kind], x.shape[1], x.shape[2], outputs.shape[1])
    state = {name: value for name, value in model.state_dict().items() if name.endswith("num_batches_tracked")}
    model.load_state_dict({**state, **before}, strict=True)
    exact = numbers(copy.deepcopy(model).double(), x.double(), labels)
    theirs = numbers(model, x, labels)
    with torch.no_grad():
        saved = torch.jit.load(f"{folder}/model.pt")(x)
    largest = max(parameter.grad.abs().max() for parameter in model.parameters())
    trained = {name for name, _ in model.named_parameters()}
    ours = {
        "outputs": outputs,
        **{name: before[name] - after[name] if name in trained else after[name] for name in theirs if name != "outputs"},
    }
    tell("model.pt", saved, theirs["outputs"], exact["outputs"], exact["outputs"].abs().max())
    for name, expected in exact.items():
        tell(name, ours[name], theirs[name], expected, largest if name in trained else expected.abs().max())


if __name__ == "__main__":
    main(*sys.argv[1:])
