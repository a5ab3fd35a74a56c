"""Files tokenizer.json of the common kinds, and what Python's tokenizers makes of texts.

  make DIR    trains small ones on the words below: DIR/KIND/tokenizer.json and, where a kind has one, tokenizer_config.json
  ask FILE    standard input: ["text", ...]; standard output: {"tokens": [[...], ...], "size": n}, without what a template adds
"""

import json
import pathlib
import sys

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

WORDS = (
    "the wind blows over the cold field and the windmill turns slowly in the cold wind of the north "
    "der Wind weht über das kalte Feld, und die Mühle dreht sich langsam; 漢字 🙂 12345 don't won't\n"
) * 3


def byte_level():
    """As GPT-2 and Llama 3 have it: byte-pair encoding of bytes."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.train_from_iterator(
        [WORDS],
        trainers.BpeTrainer(
            vocab_size=330,
            special_tokens=["<|endoftext|>", "<|im_start|>"],
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    return made


def byte_fallback():
    """As Llama 2 and Mistral have it: pieces with ▁ for a space, and a token a byte for what is not known."""
    made = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    made.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    made.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    specials = ["<unk>", "<s>", "</s>"] + [f"<0x{value:02X}>" for value in range(256)]
    made.train_from_iterator(
        ["the wind blows over the cold field " * 3],
        trainers.BpeTrainer(vocab_size=300, special_tokens=specials, show_progress=False),
    )
    content = json.loads(made.to_str())
    content["added_tokens"] = content["added_tokens"][:3]
    made = Tokenizer.from_str(json.dumps(content))
    made.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    return made


def unigram():
    """As T5 has it: pieces by their likelihood."""
    made = Tokenizer(models.Unigram())
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.train_from_iterator(
        [WORDS],
        trainers.UnigramTrainer(
            vocab_size=90, special_tokens=["<unk>", "</s>"], unk_token="<unk>", show_progress=False
        ),
    )
    return made


def word_pieces():
    """As BERT has it: words in lower case, cut into pieces."""
    made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece()
    made.train_from_iterator(
        [WORDS],
        trainers.WordPieceTrainer(
            vocab_size=120, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], show_progress=False
        ),
    )
    made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    made.enable_truncation(8)
    made.enable_padding(length=8)
    return made


def make(folder):
    for kind in (byte_level, byte_fallback, unigram, word_pieces):
        place = pathlib.Path(folder, kind.__name__.replace("_", "-"))
        place.mkdir(parents=True, exist_ok=True)
        kind().save(str(place / "tokenizer.json"), pretty=False)
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "eos_token": {"content": "</s>", "special": True}}
    pathlib.Path(folder, "byte-fallback", "tokenizer_config.json").write_text(json.dumps(config) + "\n")


def ask(file):
    tokenizer = Tokenizer.from_file(file)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokens = [tokenizer.encode(text, add_special_tokens=False).ids for text in json.load(sys.stdin)]
    print(json.dumps({"tokens": tokens, "size": tokenizer.get_vocab_size()}))


if __name__ == "__main__":
    make(sys.argv[2]) if sys.argv[1] == "make" else ask(sys.argv[2])
