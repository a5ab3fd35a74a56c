"""What the comparisons of networks share: the files that Train Model leaves, and how a difference is said."""

import json
import struct

import torch


def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: torch.frombuffer(
            bytearray(data[entry["data_offsets"][0]:entry["data_offsets"][1]]), dtype=torch.float32
        ).reshape(entry["shape"])
        for name, entry in header.items()
    }


def say(name, difference):
    print(name, difference.abs().max().item(), flush=True)
