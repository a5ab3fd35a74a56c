"""Two ways to the same, which take turns on one thread of the CPU."""

import statistics
import time

import torch

WARMUP = 3
ROUNDS = 21


def begin():
    torch.set_num_threads(1)
    torch.manual_seed(1)


def milliseconds(work):
    """Of processor time that the work takes."""
    before = time.process_time()
    work()
    return 1000 * (time.process_time() - before)


def contest(first, second):
    """The medians of the rounds' milliseconds of both, and of their ratios."""
    rounds = [(milliseconds(first), milliseconds(second)) for _ in range(WARMUP + ROUNDS)][WARMUP:]
    ratio = statistics.median(one / other for one, other in rounds)
    return statistics.median(one for one, _ in rounds), statistics.median(other for _, other in rounds), ratio


def print_table(names, sizes, contest_of):
    """
    Prints a row for every size.

    names -- of a size, and of the two ways
    contest_of -- gives what contest gives
    """
    print(f"| {names[0]} | {names[1]}, ms | {names[2]}, ms | ratio |")
    print("| --- | --- | --- | --- |")
    for size in sizes:
        first, second, ratio = contest_of(*size)
        print(f"| {' x '.join(map(str, size))} | {first:.1f} | {second:.1f} | {ratio:.2f} |")
