"""GELU and its approximation by tanh, on one thread of the CPU in float32.

Both take turns, forward and back. Prints the medians of the rounds' milliseconds of processor time, and of their ratios.
"""

import torch
from torch.nn import functional

import turns

SIZES = [(2048, 512), (2048, 1024), (4096, 1536)]


def contest(tokens, width):
    """By tanh, and GELU itself."""
    x = torch.randn(tokens, width).requires_grad_()
    gradient = torch.randn(tokens, width)

    def activate(approximate):
        return lambda: functional.gelu(x, approximate=approximate).backward(gradient)

    return turns.contest(activate("tanh"), activate("none"))


def main():
    turns.begin()
    turns.print_table(["tokens x width", "by tanh", "GELU"], SIZES, contest)


if __name__ == "__main__":
    main()
