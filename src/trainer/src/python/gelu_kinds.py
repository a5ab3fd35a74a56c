"""GELU and its approximation by tanh, on one thread of the CPU in float32.

Both take turns, forward and back. Prints the medians of the rounds' milliseconds of processor time, and of their ratios.
"""

import statistics
import time

import torch
from torch.nn import functional

WARMUP = 3
ROUNDS = 21
SIZES = [(2048, 512), (2048, 1024), (4096, 1536)]


def activate(x, gradient, approximate):
    """One forward and backward pass; its milliseconds of processor time."""
    begin = time.process_time()
    functional.gelu(x, approximate=approximate).backward(gradient)
    return 1000 * (time.process_time() - begin)


def contest(tokens, width):
    """Medians by tanh and of GELU itself, and of their ratio."""
    x = torch.randn(tokens, width).requires_grad_()
    gradient = torch.randn(tokens, width)
    rounds = [(activate(x, gradient, "tanh"), activate(x, gradient, "none")) for _ in range(WARMUP + ROUNDS)][WARMUP:]
    ratio = statistics.median(tanh / exact for tanh, exact in rounds)
    return statistics.median(tanh for tanh, _ in rounds), statistics.median(exact for _, exact in rounds), ratio


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    print("| tokens x width | by tanh, ms | GELU, ms | ratio |")
    print("| --- | --- | --- | --- |")
    for size in SIZES:
        tanh, exact, ratio = contest(*size)
        print(f"| {' x '.join(map(str, size))} | {tanh:.1f} | {exact:.1f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
