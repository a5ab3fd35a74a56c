"""Causal attention of the engine in bfloat16 and in float32 behind casts, on one thread of the CPU.

Both take turns, forward and back, from queries, keys and values of bfloat16, as a network in that precision has them.
Prints the medians of the rounds' milliseconds of processor time, and of their ratios.
"""

import torch
from torch.nn import functional

import turns

SIZES = [(16, 4, 64, 32), (16, 4, 128, 32), (16, 8, 256, 32), (8, 6, 256, 64), (4, 12, 512, 64), (2, 12, 1024, 64)]


def attend(parts, gradient, exact):
    """One forward and backward pass."""
    query, key, value = (part.float() if exact else part for part in parts)
    seen = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
    seen.to(torch.bfloat16).backward(gradient)


def contest(batch, heads, context, width):
    """In bfloat16, and in float32."""
    shape = (batch, context, heads, width)
    parts = [torch.randn(shape).bfloat16().transpose(1, 2).requires_grad_() for _ in range(3)]
    gradient = torch.randn(shape).bfloat16().transpose(1, 2)
    return turns.contest(lambda: attend(parts, gradient, False), lambda: attend(parts, gradient, True))


def main():
    turns.begin()
    turns.print_table(["batch x heads x context x width", "bfloat16", "float32"], SIZES, contest)


if __name__ == "__main__":
    main()
