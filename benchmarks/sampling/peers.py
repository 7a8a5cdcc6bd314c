"""One peer's run: python peers.py ENGINE CHECKPOINT THREADS SAMPLES PROMPT NEW SECONDS

ENGINE is transformers, ctranslate2 or ctranslate2-int8. Prints one JSON line. Fixed length: no
end-of-text is obeyed. A short run warms up; the best of the others is told.
"""
import json
import os
import pathlib
import resource
import sys
import time


def transformers_run(folder, threads, samples, prompt, new):
    import torch
    from transformers import CodeGenForCausalLM

    torch.set_num_threads(threads)
    model = CodeGenForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    ids = torch.tensor([prompt] * samples)

    def run(new=new):
        with torch.inference_mode():
            out = model.generate(
                ids,
                attention_mask=torch.ones_like(ids),
                do_sample=True,
                temperature=0.8,
                top_k=0,
                max_new_tokens=new,
                min_new_tokens=new,
                pad_token_id=0,
            )
        assert out.shape == (samples, len(prompt) + new)

    return run


def ctranslate2_run(folder, threads, samples, prompt, new, compute_type):
    import ctranslate2

    converted = pathlib.Path(folder) / f"ct2-{compute_type}"
    if not converted.exists():
        add_tokenizer(pathlib.Path(folder))
        ctranslate2.converters.TransformersConverter(str(folder)).convert(
            str(converted), quantization=compute_type
        )
    generator = ctranslate2.Generator(
        str(converted), device="cpu", compute_type=compute_type, intra_threads=threads
    )
    start = [str(i) for i in prompt]

    def run(many_prompts, new=new):
        settings = dict(
            sampling_temperature=0.8,
            sampling_topk=0,
            max_length=new,
            min_length=new,
            include_prompt_in_result=False,
        )
        if many_prompts:
            out = generator.generate_batch([start] * samples, **settings)
            done = sum(len(r.sequences_ids[0]) for r in out)
        else:
            out = generator.generate_batch([start], num_hypotheses=samples, **settings)
            done = sum(len(s) for s in out[0].sequences_ids)
        assert done == samples * new, done

    ways = [True, False] if samples > 1 else [True]
    return [lambda way=way, new=new: run(way, new) for way in ways]


def add_tokenizer(folder):
    """The converter asks for a vocabulary: every id is a word that is its number."""
    from tokenizers import Tokenizer, models
    from transformers import PreTrainedTokenizerFast

    size = json.loads((folder / "config.json").read_text())["vocab_size"]
    words = Tokenizer(models.WordLevel({str(i): i for i in range(size)}, unk_token="0"))
    PreTrainedTokenizerFast(
        tokenizer_object=words, unk_token="0", bos_token="1", eos_token=str(size - 1)
    ).save_pretrained(folder)


def main():
    engine, folder = sys.argv[1:3]
    threads, samples, length, new = map(int, sys.argv[3:7])
    seconds = float(sys.argv[7])
    prompt = [120] * length
    start = time.perf_counter()
    if engine == "transformers":
        runs = [transformers_run(folder, threads, samples, prompt, new)]
    else:
        kind = "int8" if engine.endswith("int8") else "float32"
        runs = ctranslate2_run(folder, threads, samples, prompt, new, kind)
    load = time.perf_counter() - start
    best, cpu_best, count = 0.0, 0.0, 0
    for run in runs:
        run(new=4)
        end = time.perf_counter() + seconds / len(runs)
        while True:
            wall, cpu = time.perf_counter(), time.process_time()
            run()
            best = max(best, samples * new / (time.perf_counter() - wall))
            cpu_best = max(cpu_best, samples * new / (time.process_time() - cpu))
            count += 1
            if time.perf_counter() > end:
                break
    print(
        json.dumps(
            dict(
                rate=round(best, 1),
                rate_per_cpu_s=round(cpu_best, 1),
                load_s=round(load, 2),
                runs=count,
                peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            )
        )
    )


if __name__ == "__main__":
    main()
