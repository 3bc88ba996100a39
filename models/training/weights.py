"""Weights as safetensors, in one file or in pieces.

usage: weights.py join PIECES OUTPUT               puts together what training wrote in pieces
       weights.py mix BEFORE AFTER SHARE OUTPUT    the mean of two models, SHARE of it the second
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path

import torch
from torch import Tensor

from model import Llama, Shape

PIECE_BYTES = 16 * 1024 * 1024
_TYPES = {"F32": torch.float32, "BF16": torch.bfloat16}
_NAMES = {"F32": "float32", "BF16": "bfloat16"}


def encode(tensors: dict[str, Tensor], kind: str) -> bytes:
    """A safetensors file: length of the header, header, data."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    blobs: list[bytes] = []
    at = 0
    for name, tensor in tensors.items():
        flat = tensor.detach().to("cpu", _TYPES[kind]).contiguous()
        blob = flat.reshape(-1).view(torch.uint8).numpy().tobytes()
        header[name] = {
            "dtype": kind,
            "shape": list(tensor.shape),
            "data_offsets": [at, at + len(blob)],
        }
        at += len(blob)
        blobs.append(blob)
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    return b"".join([struct.pack("<Q", len(head)), head, *blobs])


def decode(data: bytes) -> dict[str, Tensor]:
    """The tensors of a safetensors file."""
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    tensors: dict[str, Tensor] = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            flat = torch.frombuffer(bytearray(data[start:end]), dtype=_TYPES[entry["dtype"]])
            tensors[name] = flat.reshape(entry["shape"])
    return tensors


def shape_of(config: dict) -> Shape:
    """The shape that a config.json describes."""
    return Shape(
        config["vocab_size"],
        config["hidden_size"],
        config["num_hidden_layers"],
        config["num_attention_heads"],
        config["intermediate_size"],
        config["rope_theta"],
        config["rms_norm_eps"],
        config["max_position_embeddings"],
    )


def load(folder: Path) -> Llama:
    """The model of a folder with config.json and model.safetensors."""
    model = Llama(shape_of(json.loads((folder / "config.json").read_text(encoding="utf-8"))))
    model.load_state_dict(decode((folder / "model.safetensors").read_bytes()))
    return model


def write_pieces(model: Llama, folder: Path, kind: str) -> None:
    """config.json and the weights in pieces of at most PIECE_BYTES."""
    folder.mkdir(parents=True, exist_ok=True)
    config = json.dumps(model.shape.config(_NAMES[kind]), indent=1)
    (folder / "config.json").write_text(config + "\n", encoding="utf-8")
    for old in folder.glob("model.safetensors.*"):
        old.unlink()
    data = encode(dict(model.named_parameters()), kind)
    for number, at in enumerate(range(0, len(data), PIECE_BYTES)):
        piece = folder / f"model.safetensors.{number:03d}"
        piece.write_bytes(data[at : at + PIECE_BYTES])


def join(pieces: Path, output: Path) -> None:
    """Puts the pieces of a folder together and checks that the model can be read."""
    output.mkdir(parents=True, exist_ok=True)
    found = sorted(pieces.glob("model.safetensors.[0-9][0-9][0-9]"))
    if not found:
        raise SystemExit(f"no pieces model.safetensors.NNN in {pieces}")
    (output / "model.safetensors").write_bytes(b"".join(piece.read_bytes() for piece in found))
    (output / "config.json").write_bytes((pieces / "config.json").read_bytes())
    load(output)


def mix(before: Path, after: Path, share: float, output: Path) -> None:
    """Writes the weighted mean of two models of one shape, in float32."""
    one, other = load(before).state_dict(), load(after).state_dict()
    mean = {name: torch.lerp(one[name].float(), other[name].float(), share) for name in one}
    output.mkdir(parents=True, exist_ok=True)
    (output / "model.safetensors").write_bytes(encode(mean, "F32"))
    (output / "config.json").write_bytes((after / "config.json").read_bytes())


def main(args: list[str]) -> None:
    if len(args) == 3 and args[0] == "join":
        join(Path(args[1]), Path(args[2]))
    elif len(args) == 5 and args[0] == "mix":
        mix(Path(args[1]), Path(args[2]), float(args[3]), Path(args[4]))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
