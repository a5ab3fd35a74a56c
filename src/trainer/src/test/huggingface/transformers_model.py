"""What transformers makes of a model: asked by the tests of the profile huggingface, answers as JSON on standard output.

  ask DIR            standard input: {"tokens": [[...], ...], "texts": [...]}
                     logits of every place, the mean loss of a token (each row predicts its tokens from the second on), the tokens of texts
  make DIR CONFIG    saves a random model; CONFIG is JSON of GPT2Config's keys besides "dtype", "bare", "shard"
"""

import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GPT2Config, GPT2LMHeadModel


def ask(directory):
    wanted = json.load(sys.stdin)
    model, told = AutoModelForCausalLM.from_pretrained(directory, output_loading_info=True)
    model = model.float().eval()
    answer = {"class": type(model).__name__, "loading": {key: sorted(map(str, names)) for key, names in told.items()}}
    with torch.no_grad():
        answer["logits"] = []
        answer["losses"] = []
        for row in wanted["tokens"]:
            tokens = torch.tensor([row])
            logits = model(tokens[:, : model.config.n_positions]).logits[0]
            answer["logits"].append(logits.tolist())
            likelihoods = logits[: len(row) - 1].log_softmax(dim=1)
            answer["losses"].append(likelihoods.gather(1, tokens[0, 1:, None]).neg().mean().item())
    if wanted["texts"]:
        tokenizer = AutoTokenizer.from_pretrained(directory)
        answer["texts"] = [tokenizer(text)["input_ids"] for text in wanted["texts"]]
        answer["back"] = [tokenizer.decode(tokens) for tokens in answer["texts"]]
        answer["end"] = tokenizer.eos_token_id
    print(json.dumps(answer))


def make(directory, config):
    config = json.loads(config)
    dtype = getattr(torch, config.pop("dtype", "float32"))
    bare = config.pop("bare", False)
    shard = config.pop("shard", "5GB")
    torch.manual_seed(5)
    model = GPT2LMHeadModel(GPT2Config(bos_token_id=0, eos_token_id=0, **config))
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(0.1, 0.3)
    model = model.to(dtype)
    (model.transformer if bare else model).save_pretrained(directory, max_shard_size=shard)
    print("{}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    ask(sys.argv[2]) if sys.argv[1] == "ask" else make(sys.argv[2], sys.argv[3])
