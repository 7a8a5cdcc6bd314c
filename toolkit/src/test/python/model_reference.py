"""Reference results of transformers' own CodeGen, for the parity tests of package model.

  python model_reference.py make FOLDER        every case, for ILF_PARITY_DIR
  python model_reference.py golden FOLDER      the small cases that are committed with the tests
  python model_reference.py logits FOLDER IDS  loads a folder that ilf4j saved, prints its logits
  python model_reference.py ids FOLDER FILE    token ids of each JSON string line, as JSON lines

Every case is a folder in the Hugging Face layout with random weights of ours, and beside it
  reference.json   texts (token ids), and greedy continuations of some of them
  logits.f32       for each text and each of its positions the logits, float32 little endian
The logits are computed in float32 from the weights as they are stored (rounded to float16 or
bfloat16 where the case says so).

transformers knows only CodeGen 1, which stores the rows of qkv_proj in 4 blocks. CodeGen2's own
code is the same but for 8 blocks, so a case with mp_num 8 is computed with 4 and stored with its
rows put in order for 8.
"""

import json
import pathlib
import sys

import numpy
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer, CodeGenConfig, CodeGenForCausalLM

CASES = {
    # name: (vocabulary, positions, layers, width, heads, rotary, inner, mp_num, form, lengths)
    "odd": (301, 64, 2, 96, 4, 10, 200, 4, "f32", (1, 2, 7, 33)),
    "whole-rotary": (257, 600, 3, 128, 8, 16, None, 4, "f32", (1, 65, 512)),
    "wide": (1000, 2048, 2, 256, 4, 32, None, 4, "f32", (2048, 1025, 3)),
    "blocks-8": (300, 300, 2, 128, 8, 8, None, 8, "f32", (1, 17, 129)),
    "blocks-8-heads-16": (300, 128, 2, 256, 16, 16, None, 8, "f32", (5, 64)),
    "rows-50295": (50295, 32, 1, 32, 4, 4, None, 4, "f32", (3, 9)),
    "half-pickle": (300, 64, 2, 64, 4, 8, None, 4, "f16-bin", (1, 21)),
    "sharded-pickle": (300, 64, 2, 64, 4, 8, None, 4, "f32-bin-sharded", (1, 21)),
    "brain-sharded": (300, 64, 2, 64, 4, 8, None, 4, "bf16-sharded", (1, 21)),
}
GOLDEN = {
    "golden-4-blocks": (97, 48, 2, 32, 4, 6, 72, 4, "f16-bin", (1, 5, 30)),
    "golden-8-blocks": (61, 48, 1, 64, 8, 8, None, 8, "bf16", (3, 20)),
}
GREEDY = 12
TYPES = {"f32": torch.float32, "f16": torch.float16, "bf16": torch.bfloat16}


def random_model(case, seed):
    vocabulary, positions, layers, width, heads, rotary, inner, _, form, _ = case
    torch.manual_seed(seed)
    config = CodeGenConfig(
        vocab_size=vocabulary, n_positions=positions, n_ctx=positions, n_layer=layers,
        n_embd=width, n_head=heads, rotary_dim=rotary, n_inner=inner,
        bos_token_id=1, eos_token_id=0)
    model = CodeGenForCausalLM(config).float().eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            norm = ".ln_" in name and name.endswith("weight")
            spread = 0.2 if weight.dim() == 1 else 1.5 / weight.shape[1] ** 0.5
            weight.normal_(1.0 if norm else 0.0, spread)
            weight.copy_(weight.to(TYPES[form.split("-")[0]]).float())
    return model


def blocks(weight, old, new):
    """Puts rows stored in `old` blocks of q, v, k in order for `new` blocks."""
    rows, width = weight.shape
    parts = weight.reshape(old, 3, -1, width).transpose(0, 1).reshape(3, new, -1, width)
    return parts.transpose(0, 1).reshape(rows, width).contiguous()


def save(model, case, folder):
    mp_num, form = case[7], case[8]
    folder.mkdir(parents=True, exist_ok=True)
    weights = {}
    for name, weight in model.state_dict().items():
        if name.endswith("qkv_proj.weight"):
            weight = blocks(weight, 4, mp_num)
        weights[name] = weight.to(TYPES[form.split("-")[0]]).contiguous()
    pickled = "bin" in form
    if pickled:  # older files carry their masks
        mask = torch.tril(torch.ones((8, 8), dtype=torch.bool)).view(1, 1, 8, 8)
        weights["transformer.h.0.attn.causal_mask"] = mask
    write = torch.save if pickled else lambda part, file: save_file(part, file, {"format": "pt"})
    stem, end = ("pytorch_model", "bin") if pickled else ("model", "safetensors")
    if form.endswith("sharded"):
        names = list(weights)
        parts = [names[: len(names) // 2], names[len(names) // 2:]]
        places = {}
        for i, part in enumerate(parts):
            file = f"{stem}-{i + 1:05}-of-{len(parts):05}.{end}"
            write({name: weights[name] for name in part}, folder / file)
            places |= dict.fromkeys(part, file)
        index = {"metadata": {}, "weight_map": places}
        (folder / f"{stem}.{end}.index.json").write_text(json.dumps(index, indent=1))
    else:
        write(weights, folder / f"{stem}.{end}")
    config = model.config.to_dict() | {"architectures": ["CodeGenForCausalLM"]}
    if mp_num != 4:
        config["mp_num"] = mp_num
    (folder / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")


def reference(model, case, folder):
    vocabulary, positions, lengths = case[0], case[1], case[9]
    generator = torch.Generator().manual_seed(len(lengths))
    texts, greedy = [], []
    with open(folder / "logits.f32", "wb") as file, torch.no_grad():
        for length in lengths:
            ids = torch.randint(1, vocabulary, (1, length), generator=generator)
            file.write(model(ids).logits[0].numpy().astype("<f4").tobytes())
            texts.append(ids[0].tolist())
            greedy.append(continuation(model, ids) if length + GREEDY <= positions else None)
    (folder / "reference.json").write_text(json.dumps({"texts": texts, "greedy": greedy}) + "\n")


def continuation(model, ids):
    """Greedy decoding without a cache: the likeliest token, again and again."""
    for _ in range(GREEDY):
        ids = torch.cat([ids, model(ids).logits[:, -1:].argmax(-1)], 1)
    return ids[0, -GREEDY:].tolist()


def make(cases, root):
    for seed, (name, case) in enumerate(cases.items()):
        model = random_model(case, seed)
        save(model, case, root / name)
        reference(model, case, root / name)
        print("made", name)


def logits(folder, ids):
    model, report = AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, output_loading_info=True)
    for kind in ("missing_keys", "unexpected_keys", "mismatched_keys"):
        if report[kind]:
            sys.exit(f"{kind}: {report[kind]}")
    stored = {weight.dtype for weight in load_file(pathlib.Path(folder) / "model.safetensors").values()}
    named = AutoModelForCausalLM.from_pretrained(folder, dtype="auto").dtype
    if stored != {named}:
        sys.exit(f"config.json names {named}, the file holds {stored}")
    with torch.no_grad():
        rows = model(torch.tensor([ids])).logits[0]
    for row in rows.numpy().astype(numpy.float64):
        print(json.dumps(row.tolist()))


def token_ids(folder, file):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    for line in open(file, encoding="utf-8"):
        print(json.dumps(tokenizer(json.loads(line))["input_ids"]))


if __name__ == "__main__":
    command, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if command == "make":
        make(CASES, folder)
    elif command == "golden":
        make(GOLDEN, folder)
    elif command == "logits":
        logits(folder, json.loads(sys.argv[3]))
    elif command == "ids":
        token_ids(folder, sys.argv[3])
    else:
        sys.exit(__doc__)
