"""TorchScript files of PyTorch's own export, for the tests: small networks over images of 8×8 pixels with one channel.

    python3 torchscript_files.py FOLDER

FOLDER is src/test/torchscript. The files that stand there were written by PyTorch 2.7.1; they are tested as they are, so that tests
need no Python. Those that cannot be trained are there for the sentences that say so.
"""

import pathlib
import re
import sys
import zipfile

import torch
from torch import nn


class Block(nn.Module):
    """A convolution with normalisation and a shortcut, with attributes of all kinds that a module may have."""

    def __init__(self, width):
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(width)
        self.register_buffer("scale", torch.tensor([1, 2], dtype=torch.int32))
        self.sizes = [1, 2]
        self.pair = (1, 0.5)
        self.words = {"a": 1}
        self.nothing = None
        self.unit = torch.ones(1)

    def forward(self, x):
        return x + torch.relu(self.bn(self.conv(x))) * self.scale[0] * self.unit


class Net(nn.Module):
    def __init__(self, classes=10, width=8, flat=False):
        super().__init__()
        self.flat = flat
        self.stem = nn.Conv2d(1, width, 3, padding=1, stride=2)
        self.layer1 = nn.Sequential(Block(width), Block(width))
        self.dropout = nn.Dropout(0.1)
        self.mix = nn.Linear(width * 16, width)
        self.fc = nn.Linear(width, classes)

    def forward(self, x):
        x = self.layer1(torch.relu(self.stem(x)))
        x = torch.relu(self.mix(torch.flatten(x, 1)))
        x = self.fc(self.dropout(x))
        return torch.flatten(x) if self.flat else x


class Tied(nn.Module):
    """A weight of two layers, and one whose elements lie in another order."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(64, 64)
        self.second = nn.Linear(64, 64)
        self.second.weight = self.first.weight
        self.head = nn.Linear(64, 10)
        self.head.weight = nn.Parameter(torch.randn(64, 10).mul_(0.1).t())
        self.unused = nn.Parameter(torch.ones(3))

    def forward(self, x):
        return self.head(torch.tanh(self.second(torch.tanh(self.first(torch.flatten(x, 1))))))


class FixedBatch(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(64, 10)

    def forward(self, x):
        return self.fc(x.reshape(2, 64))


class Two(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(64, 10)

    def forward(self, x, y):
        return self.fc(torch.flatten(x + y, 1))


class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(64, 10)

    def forward(self, x):
        y = self.fc(torch.flatten(x, 1))
        return y, y


class Still(nn.Module):
    """A weight that is not trained, as in a backbone that somebody has frozen."""

    def __init__(self):
        super().__init__()
        self.backbone = nn.Linear(64, 16)
        self.backbone.weight.requires_grad_(False)
        self.fc = nn.Linear(16, 10)

    def forward(self, x):
        return self.fc(torch.relu(self.backbone(torch.flatten(x, 1))))


class Small(nn.Module):
    """Buffers of small whole numbers: which inputs count, and by how many powers of two."""

    def __init__(self):
        super().__init__()
        self.register_buffer("counts", torch.ones(64, dtype=torch.int8))
        self.register_buffer("powers", torch.tensor([-1, 300], dtype=torch.int16))
        self.fc = nn.Linear(64, 10)

    def forward(self, x):
        return self.fc(torch.flatten(x, 1) * self.counts) * (self.powers[1] + self.powers[0]) / 299


class Views(nn.Module):
    """Two parameters that lie in one storage and are not one object."""

    def __init__(self):
        super().__init__()
        self.code = nn.Linear(64, 64)
        self.back = nn.Linear(64, 64)
        self.back.weight = nn.Parameter(self.code.weight.detach().t())

    def forward(self, x):
        return self.back(torch.tanh(self.code(torch.flatten(x, 1))))


def without_paths(file):
    """Writes a file again without the places of the sources, which are those of a machine."""
    if not zipfile.is_zipfile(file):
        return
    with zipfile.ZipFile(file) as archive:
        entries = [(entry, archive.read(entry)) for entry in archive.infolist() if not entry.filename.endswith(".debug_pkl")]
    with zipfile.ZipFile(file, "w") as archive:
        for entry, content in entries:
            if entry.filename.endswith(".json"):
                content = re.sub(rb"/[\w./-]+/(?=torch/)", b"", content)
            plain = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type = entry.compress_type
            archive.writestr(plain, content)


def main(folder):
    folder = pathlib.Path(folder)
    torch.manual_seed(7)
    example = torch.rand(2, 1, 8, 8)
    small = nn.Sequential(nn.Flatten(), nn.Linear(64, 10))
    torch.jit.script(Net().to(memory_format=torch.channels_last)).save(folder / "scripted.pt")
    torch.jit.script(Net(1, flat=True)).save(folder / "regression.pt")
    torch.jit.trace(Net().eval(), example).save(folder / "traced.pt")
    torch.jit.script(Tied()).save(folder / "tied.pt")
    torch.jit.trace(Net(), example, check_trace=False).save(folder / "traced_in_training.pt")
    torch.jit.trace(FixedBatch(), example).save(folder / "fixed_batch.pt")
    torch.jit.freeze(torch.jit.script(small.eval())).save(folder / "frozen.pt")
    torch.jit.script(Two()).save(folder / "two_inputs.pt")
    torch.jit.script(Pair()).save(folder / "two_outputs.pt")
    torch.jit.script(nn.Sequential(nn.Flatten(), nn.Linear(64, 10)).half()).save(folder / "half.pt")
    torch.jit.script(nn.Sequential(nn.Flatten(), nn.Linear(4, 4).to(torch.complex64))).save(folder / "complex.pt")
    torch.backends.quantized.engine = "onednn" if "onednn" in torch.backends.quantized.supported_engines else "fbgemm"
    quantized = torch.ao.quantization.quantize_dynamic(small, {nn.Linear}, dtype=torch.qint8)
    torch.jit.script(quantized).save(folder / "quantized.pt")
    torch.save(small.state_dict(), folder / "state_dict.pt")
    torch.save(small.state_dict(), folder / "legacy_pickle.pt", _use_new_zipfile_serialization=False)
    torch.export.save(torch.export.export(small, (example,)), folder / "exported.pt2")
    torch.jit.script(Still()).save(folder / "still.pt")
    torch.jit.script(Small()).save(folder / "small_numbers.pt")
    torch.jit.script(Views()).save(folder / "views.pt")
    for file in sorted(folder.glob("*.pt*")):
        without_paths(file)


if __name__ == "__main__":
    main(sys.argv[1])
