"""Writes a checkpoint as simba-stream's model module reads it: Hugging Face's Mamba-1, plus the early readout."""
import contextlib
import json
import struct

import torch

from simba_training import objective
from simba_training.mamba import EPSILON, EXPAND, STATES, WIDTH, Mamba, Shape

NAMES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}
TYPES = {name: dtype for dtype, name in NAMES.items()}
KEPT_FLOAT32 = ("A_log", ".D", "dt_proj.bias", "norm")  # small, and sensitive
GOLDEN_TEXT = (
    "2026-03-01 10:00:00 INFO Worker-3 finished task 1182 in 35 ms\n"
    "2026-03-01 10:00:01 INFO Worker-4 finished task 1183 in 36 ms\n"
    "2026-03-01 10:00:02 WARN Worker-3 lost its connection to 10.0.0.7:9092, trying again\n")


def tensors(model):
    """The parameters by their names in the checkpoint."""
    named = {"backbone.embeddings.weight": model.embedding.weight, "backbone.norm_f.weight": model.norm.weight,
             "simba.exit_norm.weight": model.exit_norm.weight}
    return named | blocks(model)


def blocks(model):
    """The parameters of a model's blocks by their names in the checkpoint."""
    named = {}
    for i, block in enumerate(model.blocks):
        prefix = f"backbone.layers.{i}."
        mixer = {"A_log": block.a_log, "D": block.skip, "conv1d.weight": block.conv_weight[:, None],
                 "conv1d.bias": block.conv_bias, "in_proj.weight": block.in_proj.weight,
                 "x_proj.weight": block.x_proj.weight, "dt_proj.weight": block.dt_proj.weight,
                 "dt_proj.bias": block.dt_proj.bias, "out_proj.weight": block.out_proj.weight}
        named[prefix + "norm.weight"] = block.norm.weight
        named |= {f"{prefix}mixer.{name}": value for name, value in mixer.items()}
    return named


def stored(name, value, dtype=torch.bfloat16, float32=KEPT_FLOAT32):
    kept = any(part in name for part in float32)
    return value.detach().cpu().contiguous().to(torch.float32 if kept else dtype)


def save_weights(model, path):
    write_safetensors(tensors(model), path)


@contextlib.contextmanager
def as_stored(named, float32=KEPT_FLOAT32):
    """The tensors have the values that a checkpoint of them has, until the block ends."""
    before = {name: value.detach().clone() for name, value in named.items()}
    try:
        with torch.no_grad():
            for name, value in named.items():
                value.copy_(stored(name, value, float32=float32).to(value))
            yield
    finally:
        with torch.no_grad():
            for name, value in named.items():
                value.copy_(before[name])


def write_safetensors(named, path, float32=KEPT_FLOAT32):
    header, blobs, at = {"__metadata__": {"format": "pt"}}, [], 0
    for name, value in sorted(named.items()):
        value = stored(name, value, float32=float32)
        raw = (value if value.dtype == torch.float32 else value.view(torch.int16)).numpy().tobytes()
        header[name] = {"dtype": NAMES[value.dtype], "shape": list(value.shape), "data_offsets": [at, at + len(raw)]}
        at += len(raw)
        blobs.append(raw)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def load(folder):
    """The model in `folder`, as save() wrote it."""
    said = json.loads((folder / "config.json").read_text())
    shape = Shape(said["vocab_size"], said["hidden_size"], said["num_hidden_layers"], said["simba_exit_layer"])
    model, raw = Mamba(shape), (folder / "model.safetensors").read_bytes()
    start = 8 + struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:start])
    with torch.no_grad():
        for name, value in tensors(model).items():
            begin, end = (start + offset for offset in header[name]["data_offsets"])
            dtype = TYPES[header[name]["dtype"]]
            value.copy_(torch.frombuffer(bytearray(raw[begin:end]), dtype=dtype).reshape(value.shape))
    return model


def config(shape):
    return {
        "architectures": ["MambaForCausalLM"], "model_type": "mamba", "vocab_size": shape.vocabulary,
        "hidden_size": shape.width, "state_size": STATES, "num_hidden_layers": shape.layers,
        "layer_norm_epsilon": EPSILON, "expand": EXPAND, "intermediate_size": shape.inner, "conv_kernel": WIDTH,
        "use_bias": False, "use_conv_bias": True, "hidden_act": "silu", "time_step_rank": shape.rank,
        "tie_word_embeddings": True, "bos_token_id": 0, "eos_token_id": 0, "pad_token_id": 0,
        "torch_dtype": "bfloat16", "simba_exit_layer": shape.exit_layer}


def golden(model, encoder):
    """What this code makes of a short text with the weights as stored: Java's is compared with it."""
    with as_stored(tensors(model)):
        ids = [0, *encoder.encode(GOLDEN_TEXT)]
        top, early = objective.surprisal(model, ids)
        residual, *_ = model(torch.tensor([ids], device=model.embedding.weight.device), model.empty_state(1))
        logits = model.logits(residual[:, -1], model.norm)[0]
    return {"about": "made by simba_training.export with the weights as stored", "text": GOLDEN_TEXT, "ids": ids,
            "lastLogits": logits.tolist(), "surprisal": top.tolist(), "exitSurprisal": early.tolist()}


def save(model, encoder, texts, options, record, folder):
    """Writes everything but the tokenizer, which is there already, and the model card."""
    save_weights(model, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(config(model.shape), indent=1) + "\n")
    (folder / "golden.json").write_text(json.dumps(golden(model, encoder)) + "\n")
    (folder / "training.json").write_text(json.dumps({
        "before": before(options.start),
        "systems": [s.name for s in texts.trained if s.is_log], "text": [s.name for s in texts.trained if not s.is_log],
        "heldOutSystems": [s.name for s in texts.held_out], "heldOutTail": texts.held_out_tail,
        "options": {k: str(v) for k, v in sorted(vars(options).items()) if k not in ("data", "out", "manifest", "tokenizer", "start")},
        "end": record}, indent=1) + "\n")


def before(start):
    """What the model that this one began from was told of itself, or None if it began from nothing."""
    told = start and start / "training.json"
    return json.loads(told.read_text()) if told and told.exists() else None
