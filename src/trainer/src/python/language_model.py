"""A language model of characters in PyTorch, to compare what ours reaches with: prints its validation loss in nats a token.

Two epochs over windows of train.txt in random order, AdamW with decay on matrices only, cosine schedule after a warm-up, the
gradient clipped at a norm of 1; then the mean over whole windows of validation.txt.
"""

import argparse
import math

import torch
from torch import nn
from torch.nn import functional

from pytorch_loop import Block

LAYERS, HEADS, WIDTH, CONTEXT = 4, 4, 128, 128
BATCH_SIZE, EPOCHS, LEARNING_RATE, WARMUP = 16, 2, 2e-3, 100


class LanguageModel(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(CONTEXT, WIDTH)
        self.blocks = nn.Sequential(*[Block(WIDTH, HEADS) for _ in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)
        self.apply(self.initialise)

    @staticmethod
    def initialise(module):
        """As GPT-2 does; what adds to the residual stream is smaller by the root of how often it is added to."""
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, nn.Linear):
            nn.init.zeros_(module.bias)
        if isinstance(module, Block):
            for last in (module.projection, module.hidden[2]):
                nn.init.normal_(last.weight, std=0.02 / math.sqrt(2 * LAYERS))

    def forward(self, x):
        embedded = self.tokens(x) + self.positions(torch.arange(x.shape[1]))
        return functional.linear(self.norm(self.blocks(embedded)), self.tokens.weight)


def windows(tokens):
    count = (len(tokens) - 1) // CONTEXT
    return tokens[:count * CONTEXT].view(count, CONTEXT), tokens[1:count * CONTEXT + 1].view(count, CONTEXT)


def loss_of(model, x, y):
    return functional.cross_entropy(model(x).flatten(0, 1), y.flatten())


def optimizer_of(model):
    matrices = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() < 2]
    return torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}],
        lr=LEARNING_RATE, betas=(0.9, 0.99))


def scale(step, steps):
    if step < WARMUP:
        return (step + 1) / WARMUP
    return 0.5 * (1 + math.cos(math.pi * (step - WARMUP) / (steps - WARMUP)))


def train(model, x, y):
    optimizer = optimizer_of(model)
    steps = EPOCHS * math.ceil(len(x) / BATCH_SIZE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: scale(step, steps))
    for _ in range(EPOCHS):
        for chosen in torch.randperm(len(x)).split(BATCH_SIZE):
            optimizer.zero_grad()
            loss_of(model, x[chosen], y[chosen]).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()


@torch.no_grad()
def validation_loss(model, x, y):
    sums = sum(loss_of(model, a, b).item() * len(a) for a, b in zip(x.split(64), y.split(64)))
    return sums / len(x)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="with train.txt and validation.txt")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    texts = [open(f"{arguments.folder}/{name}.txt", encoding="utf-8").read() for name in ("train", "validation")]
    # A character that training never saw is no token of its own for either side.
    places = {character: place for place, character in enumerate(sorted(set(texts[0])))}
    tokens = [torch.tensor([places.get(character, len(places)) for character in text]) for text in texts]
    model = LanguageModel(len(places) + 1)
    train(model, *windows(tokens[0]))
    print(validation_loss(model, *windows(tokens[1])), flush=True)


if __name__ == "__main__":
    main()
