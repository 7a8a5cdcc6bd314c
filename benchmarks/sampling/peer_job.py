"""One peer draws the job's samples: python peer_job.py ENGINE FOLDER THREADS SAMPLES

FOLDER is Job.java's: the model and the prompts. Stops at the end-of-text that codegen-nano writes
behind a program; cutting the text is not counted. CTranslate2 takes the fastest of its ways.
"""
import json
import pathlib
import resource
import sys
import time

from peers import CTranslate2, converted, import_first

NEW = 96


def transformers_job(folder, threads, samples):
    import torch
    from transformers import CodeGenForCausalLM

    torch.set_num_threads(threads)
    model = CodeGenForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()

    def run(prompt):
        ids = torch.tensor([prompt] * samples)
        with torch.inference_mode():
            return len(model.generate(ids, attention_mask=torch.ones_like(ids), do_sample=True,
                                      temperature=0.8, top_k=0, max_new_tokens=NEW,
                                      pad_token_id=model.config.eos_token_id))

    return [run]


def ctranslate2_job(folder, threads, samples):
    end = json.loads((folder / "config.json").read_text())["eos_token_id"]
    settings = dict(sampling_temperature=0.8, sampling_topk=0, max_length=NEW, end_token=[str(end)],
                    include_prompt_in_result=False)
    ways = CTranslate2(converted(folder, "float32"), threads, samples, "float32").ways()
    return [lambda prompt, way=way: len(way([str(i) for i in prompt], **settings)) for way in ways]


def seconds_for(run, prompts):
    start = time.perf_counter()
    drawn = sum(run(prompt) for prompt in prompts)
    return time.perf_counter() - start, drawn


def main():
    engine, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    threads, samples = map(int, sys.argv[3:5])
    prompts = json.loads((folder / "prompts.json").read_text())
    import_first(engine)
    if engine != "transformers":
        converted(folder / "model", "float32")
    start = time.perf_counter()
    make = transformers_job if engine == "transformers" else ctranslate2_job
    ways = make(folder / "model", threads, samples)
    load = time.perf_counter() - start
    for way in ways:
        way(prompts[0])
    fastest = min(ways, key=lambda way: seconds_for(way, prompts[:5])[0])
    fastest(prompts[0])
    seconds, drawn = seconds_for(fastest, prompts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(dict(rate=round(drawn / seconds, 2), drawn=drawn, load_s=round(load, 2), peak_mb=peak)))


if __name__ == "__main__":
    main()
