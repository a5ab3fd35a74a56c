"""What transformers makes of a model: asked by the tests of the profile huggingface, answers as JSON on standard output.

  ask DIR            standard input: {"tokens": [[...], ...], "texts": [...]}
                     logits of every place, the mean loss of a token (each row predicts its tokens from the second on), the tokens of texts
  adapted BASE ADAPTER
                     standard input: {"tokens": [[...], ...]}; logits of every place of the model in BASE with a low-rank adapter:
                     "formula" by W + lora_alpha / r x B A, and "peft" by PEFT itself where that is installed
  make DIR CONFIG    saves a random model; CONFIG is JSON of GPT2Config's keys besides "dtype", "bare", "shard"
"""

import json
import sys

import torch
from safetensors.torch import load_file
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


def logits_of(model, rows):
    with torch.no_grad():
        return [model(torch.tensor([row])).logits[0].tolist() for row in rows]


def by_formula(base, adapter):
    with open(adapter + "/adapter_config.json") as file:
        config = json.load(file)
    matrices = load_file(adapter + "/adapter_model.safetensors")
    model = AutoModelForCausalLM.from_pretrained(base).float().eval()
    for layer in config["target_modules"]:
        module = model.get_submodule(layer)
        down = matrices.pop("base_model.model." + layer + ".lora_A.weight")
        up = matrices.pop("base_model.model." + layer + ".lora_B.weight")
        delta = config["lora_alpha"] / config["r"] * up @ down
        turned = type(module).__name__ == "Conv1D"
        assert not turned or config["fan_in_fan_out"]
        with torch.no_grad():
            module.weight += delta.T if turned else delta
    assert not matrices, sorted(matrices)
    return model


def adapted(base, adapter):
    rows = json.load(sys.stdin)["tokens"]
    answer = {"formula": logits_of(by_formula(base, adapter), rows)}
    try:
        from peft import PeftModel
    except ModuleNotFoundError:
        print(json.dumps(answer))
        return
    model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base).float(), adapter).eval()
    answer["peft"] = logits_of(model, rows)
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
    {"ask": ask, "adapted": adapted, "make": make}[sys.argv[1]](*sys.argv[2:])
