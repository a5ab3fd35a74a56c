"""Causal attention of the engine in bfloat16 and in float32 behind casts, on one thread of the CPU.

Both take turns, forward and back, from queries, keys and values of bfloat16, as a network in that precision has them.
Prints the medians of the rounds' milliseconds of processor time, and of their ratios.
"""

import statistics
import time

import torch
from torch.nn import functional

WARMUP = 3
ROUNDS = 21
SIZES = [(16, 4, 64, 32), (16, 4, 128, 32), (16, 8, 256, 32), (8, 6, 256, 64), (4, 12, 512, 64), (2, 12, 1024, 64)]


def attend(parts, gradient, exact):
    """One forward and backward pass; its milliseconds of processor time."""
    begin = time.process_time()
    query, key, value = (part.float() if exact else part for part in parts)
    seen = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
    seen.to(torch.bfloat16).backward(gradient)
    return 1000 * (time.process_time() - begin)


def contest(batch, heads, context, width):
    """Medians in bfloat16 and in float32, and of their ratio."""
    shape = (batch, context, heads, width)
    parts = [torch.randn(shape).bfloat16().transpose(1, 2).requires_grad_() for _ in range(3)]
    gradient = torch.randn(shape).bfloat16().transpose(1, 2)
    rounds = [(attend(parts, gradient, False), attend(parts, gradient, True)) for _ in range(WARMUP + ROUNDS)][WARMUP:]
    ratio = statistics.median(half / exact for half, exact in rounds)
    return statistics.median(half for half, _ in rounds), statistics.median(exact for _, exact in rounds), ratio


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    print("| batch x heads x context x width | bfloat16, ms | float32, ms | ratio |")
    print("| --- | --- | --- | --- |")
    for size in SIZES:
        half, exact, ratio = contest(*size)
        print(f"| {' x '.join(map(str, size))} | {half:.1f} | {exact:.1f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
