"""One peer's run: python peers.py ENGINE CHECKPOINT THREADS SAMPLES PROMPT NEW SECONDS

ENGINE is transformers, ctranslate2 or ctranslate2-int8. Prints one JSON line. Fixed length: no
end-of-text is obeyed. A short run warms up; the best of the others is told.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import time


def import_first(engine):
    """What an engine needs, so that importing does not count as loading."""
    if engine == "transformers":
        from transformers import CodeGenForCausalLM
    else:
        import ctranslate2


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


def converted(folder, compute_type):
    """CTranslate2's form of the checkpoint, made once, by a process of its own: no run's time or memory."""
    place = pathlib.Path(folder) / f"ct2-{compute_type}"
    if not place.exists():
        subprocess.run([sys.executable, __file__, "convert", folder, place, compute_type], check=True)
    return str(place)


def convert(folder, place, compute_type):
    import ctranslate2

    add_tokenizer(pathlib.Path(folder))
    ctranslate2.converters.TransformersConverter(folder).convert(place, quantization=compute_type)


class CTranslate2:
    """Its ways to draw many samples of one prompt. One model is loaded at a time."""

    def __init__(self, converted, threads, samples, compute_type):
        self.converted, self.threads, self.samples, self.type = converted, threads, samples, compute_type
        self.load(1)

    def load(self, replicas):
        """All threads on one batch, or replicas that share the weights, each on a batch of its own."""
        import ctranslate2

        self.model = None
        self.replicas = replicas
        self.model = ctranslate2.Generator(
            self.converted, device="cpu", compute_type=self.type,
            inter_threads=replicas, intra_threads=self.threads // replicas,
        )

    def of(self, replicas):
        if replicas != self.replicas:
            self.load(replicas)
        return self.model

    def prompts(self, prompt, **settings):
        found = self.of(1).generate_batch([prompt] * self.samples, **settings)
        return [one.sequences_ids[0] for one in found]

    def hypotheses(self, prompt, **settings):
        found = self.of(1).generate_batch([prompt], num_hypotheses=self.samples, **settings)
        return found[0].sequences_ids

    def shares(self, prompt, **settings):
        most = -(-self.samples // self.threads)
        model = self.of(self.threads)
        found = model.generate_batch([prompt] * self.samples, max_batch_size=most, **settings)
        return [one.sequences_ids[0] for one in found]

    def ways(self):
        if self.samples == 1:
            return [self.prompts]
        return [self.prompts, self.hypotheses] + [self.shares] * (self.threads > 1)


def ctranslate2_runs(converted, threads, samples, prompt, new, compute_type):
    start = [str(i) for i in prompt]

    def run(way, new=new):
        ids = way(
            start,
            sampling_temperature=0.8,
            sampling_topk=0,
            max_length=new,
            min_length=new,
            include_prompt_in_result=False,
        )
        done = sum(map(len, ids))
        assert done == samples * new, done

    ways = CTranslate2(converted, threads, samples, compute_type).ways()
    return [lambda new=new, way=way: run(way, new) for way in ways]


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
    kind = "int8" if engine.endswith("int8") else "float32"
    import_first(engine)
    ready = None if engine == "transformers" else converted(folder, kind)
    start = time.perf_counter()
    if engine == "transformers":
        runs = [transformers_run(folder, threads, samples, prompt, new)]
    else:
        runs = ctranslate2_runs(ready, threads, samples, prompt, new, kind)
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
    if sys.argv[1] == "convert":
        convert(*sys.argv[2:])
    else:
        main()
