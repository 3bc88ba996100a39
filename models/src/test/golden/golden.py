"""Tiny random checkpoints of every family, and the logits that HuggingFace's own code computes with them.

    python golden.py FOLDER

With transformers 5 (made with 5.18.0 on torch 2.13.0) it writes FOLDER/<case>/config.json, model.safetensors (bfloat16) and logits.json.
With transformers 4 (4.57.6) it then adds config-4.json, the same configuration as older versions wrote it, without the list of layer types that
checkpoints of their day did not have; and checks that it computes the same logits.

The weights are larger and the contexts smaller than real ones, so that every trait of a family moves the logits.
"""

import json
import math
import pathlib
import sys

import torch
import transformers
from safetensors.torch import load_file, save_file

SMALL = dict(vocab_size=64, hidden_size=24, intermediate_size=40, num_hidden_layers=3, num_attention_heads=4, num_key_value_heads=2,
             max_position_embeddings=64, bos_token_id=1, eos_token_id=2, pad_token_id=0)
LONGROPE = dict(rope_type="longrope", short_factor=[1.0, 1.1, 1.3], long_factor=[1.5, 2.5, 3.5], rope_theta=10000.0, partial_rotary_factor=0.75)
LENGTHS = [1, 9, 16, 17, 41]


def llama3(theta):
    return dict(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=16, rope_theta=theta)


CASES = {
    "llama2": ("Llama", dict(num_key_value_heads=4, head_dim=6)),
    "llama3": ("Llama", dict(head_dim=8, tie_word_embeddings=True, rope_parameters=llama3(500000.0))),
    "llama-bias": ("Llama", dict(head_dim=6, attention_bias=True, mlp_bias=True, rope_parameters=dict(rope_type="linear", factor=2.0, rope_theta=5000.0))),
    "mistral": ("Mistral", dict(head_dim=8, sliding_window=12)),
    "mistral-full": ("Mistral", dict(head_dim=6, sliding_window=None)),
    "qwen2": ("Qwen2", dict(rope_parameters=dict(rope_type="default", rope_theta=1000000.0))),
    "qwen2-window": ("Qwen2", dict(use_sliding_window=True, sliding_window=10, max_window_layers=1, tie_word_embeddings=True)),
    "qwen2-yarn": ("Qwen2", dict(rope_parameters=dict(rope_type="yarn", factor=4.0, original_max_position_embeddings=16, rope_theta=10000.0))),
    "qwen3": ("Qwen3", dict(head_dim=16, tie_word_embeddings=True)),
    "phi3": ("Phi3", dict(sliding_window=12)),
    "phi3-longrope": ("Phi3", dict(hidden_size=32, original_max_position_embeddings=16, tie_word_embeddings=True, rope_parameters=LONGROPE)),
    "gemma": ("Gemma", dict(head_dim=8, num_key_value_heads=1)),
    "gemma2": ("Gemma2", dict(head_dim=8, sliding_window=12, query_pre_attn_scalar=20, attn_logit_softcapping=2.0, final_logit_softcapping=3.0)),
    "gemma3": ("Gemma3Text", dict(head_dim=8, num_hidden_layers=5, sliding_window=12, query_pre_attn_scalar=20, pattern=3)),
    "gemma3-linear": ("Gemma3Text", dict(head_dim=8, num_hidden_layers=7, sliding_window=9, factor=8.0)),
    "smollm3": ("SmolLM3", dict(num_hidden_layers=4, no_rope_layer_interval=2)),
    "olmo2": ("Olmo2", dict()),
    "granite": ("Granite", dict(embedding_multiplier=3.0, residual_multiplier=0.4, logits_scaling=2.5, attention_multiplier=0.2, attention_bias=True)),
}


def configuration(name, old):
    family, changes = CASES[name]
    options = dict(SMALL)
    options.update(changes)
    pattern = options.pop("pattern", 6)
    factor = options.pop("factor", None)
    if old and "rope_parameters" in options:
        rope = dict(options.pop("rope_parameters"))
        options["rope_theta"] = rope.pop("rope_theta")
        partial = rope.pop("partial_rotary_factor", None)
        if partial:
            options["partial_rotary_factor"] = partial
        if rope["rope_type"] == "longrope":
            rope["type"] = rope.pop("rope_type")
        if rope.get("rope_type") != "default":
            options["rope_scaling"] = rope
    if family == "Gemma3Text":
        kind = lambda layer: "full_attention" if (layer + 1) % pattern == 0 else "sliding_attention"
        options["layer_types"] = [kind(layer) for layer in range(options["num_hidden_layers"])]
        if old:
            options["rope_local_base_freq"] = 10000.0
            options["rope_theta"] = 1000000.0
            if factor:
                options["rope_scaling"] = dict(rope_type="linear", factor=factor)
        else:
            full = dict(rope_type="linear", factor=factor) if factor else dict(rope_type="default")
            options["rope_parameters"] = {"full_attention": dict(full, rope_theta=1000000.0),
                                          "sliding_attention": dict(rope_type="default", rope_theta=10000.0)}
    config = getattr(transformers, family + "Config")(**options)
    config._attn_implementation = "eager"
    return config, pattern


def randomise(model, seed):
    generator = torch.Generator().manual_seed(seed)
    for name, tensor in sorted(model.state_dict().items()):
        noise = torch.randn(tensor.shape, generator=generator)
        if tensor.dim() == 1:
            offset = 1.0 if "norm" in name and not model.config.model_type.startswith("gemma") else 0.0
            value = offset + 0.3 * noise
        else:
            value = 1.2 / math.sqrt(tensor.shape[1]) * noise
        tensor.copy_(value.to(torch.bfloat16).to(torch.float32))


def logits(model):
    generator = torch.Generator().manual_seed(5)
    rows = []
    for length in LENGTHS:
        tokens = torch.randint(3, 64, (1, length), generator=generator)
        result = model(tokens, use_cache=False).logits[0, -1]
        rows.append(dict(tokens=tokens[0].tolist(), logits=[float(format(x, ".7g")) for x in result.tolist()]))
    return rows


@torch.no_grad()
def main(out):
    old = int(transformers.__version__.split(".")[0]) < 5
    for seed, name in enumerate(CASES):
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        config, pattern = configuration(name, old)
        model = getattr(transformers, CASES[name][0].removesuffix("Text") + "ForCausalLM")(config).eval()
        written = json.loads(config.to_json_string(use_diff=False))
        for key in ["_attn_implementation", "_name_or_path", "transformers_version"]:
            written.pop(key, None)
        if old:
            weights = load_file(folder / "model.safetensors")
            missing, unexpected = model.load_state_dict({k: v.float() for k, v in weights.items()}, strict=False)
            assert not unexpected and all("lm_head" in k for k in missing), (missing, unexpected)
            model.tie_weights()
            expected = json.loads((folder / "logits.json").read_text())
            worst = max(abs(a - b) for e, r in zip(expected, logits(model)) for a, b in zip(e["logits"], r["logits"]))
            print(name, "difference to transformers 5:", worst)
            written.pop("layer_types", None)
            for key in [k for k in written if k.endswith("sliding_window_pattern")]:
                written.pop(key)
            if config.model_type == "gemma3_text":
                written["sliding_window_pattern"] = pattern
            (folder / "config-4.json").write_text(json.dumps(written, indent=1, sort_keys=True) + "\n")
        else:
            randomise(model, seed)
            state = dict(model.state_dict())
            if config.tie_word_embeddings:
                state.pop("lm_head.weight")
            save_file({k: v.to(torch.bfloat16).contiguous() for k, v in state.items()}, folder / "model.safetensors")
            (folder / "config.json").write_text(json.dumps(written, indent=1, sort_keys=True) + "\n")
            rows = ",\n".join(json.dumps(row) for row in logits(model))
            (folder / "logits.json").write_text("[" + rows + "]\n")
            print(name, sum(v.numel() for v in state.values()), "parameters")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
