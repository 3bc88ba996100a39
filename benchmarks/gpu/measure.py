"""Speed of the decoder's own program on a graphics card, beside the card's limits, without Java.

    benchmarks/run limit.ProgramExport FOLDER         (where Java is)
    python3 benchmarks/gpu/measure.py FOLDER/1b FOLDER/8b

Needs PyTorch with CUDA, of any version that loads TorchScript. Weights are random. For prefill it prints tokens a
second and the share of the card's best bfloat16 matrix product; for decoding at batch 1, 32 and 256 over a prefix of
512 tokens, tokens a second and the share of the bandwidth that reading all weights and keys once a step would take.
"""

import json
import sys
import time
from pathlib import Path

import torch

PREFIX = 512
STEPS = 16
ROUNDS = 5


def load(folder: Path):
    """The program with random weights, and its shape; follows the order of WeightLoader.java."""
    shape = json.loads((folder / "shape.json").read_text())
    program = torch.jit.load(folder / "decoder.pt")
    hidden, width, size = shape["hidden"], shape["width"], shape["head_size"]
    heads, kv_heads = shape["heads"], shape["kv_heads"]
    for _ in range(shape["layers"]):
        program.add_layer(heads, kv_heads, width, False, 0)
    pairs = torch.arange(size // 2, dtype=torch.float64)
    program.add_frequencies(500000.0 ** (-2 * pairs / size), 1, 1.0)

    def matrix(rows: int, columns: int) -> None:
        program.begin_matrix(rows, columns, False)
        for row in range(0, rows, 4096):
            some = min(4096, rows - row)
            program.fill_matrix((torch.rand(some * columns) - 0.5) * 0.06, row, 1.0)

    def bias() -> None:
        program.begin_vector(0)
        program.end_bias(1.0)

    def norm(columns: int) -> None:
        program.begin_vector(columns)
        if columns > 0:
            program.fill_vector(torch.ones(columns), 0)
        program.end_norm(0.0)

    matrix(shape["vocabulary"], hidden)
    program.end_embedding()
    matrix(shape["vocabulary"], hidden)
    program.end_matrix()
    bias()
    for _ in range(shape["layers"]):
        for columns in (hidden, 0, 0, 0, hidden, 0):
            norm(columns)
        for rows, columns in (
            ((heads + 2 * kv_heads) * size, hidden),
            (hidden, heads * size),
            (2 * width, hidden),
            (hidden, width),
        ):
            matrix(rows, columns)
            program.end_matrix()
            bias()
    norm(hidden)
    return program, shape


def prefill(program, shape, request: int, tokens: int) -> torch.Tensor:
    ids = torch.randint(0, shape["vocabulary"], [tokens])
    zero = torch.zeros([tokens], dtype=torch.int64)
    plan = [0, request, tokens, 0, 0, 0, 0, 0, tokens]
    return program.step(ids, torch.arange(tokens), zero, torch.tensor([tokens - 1]), plan, [])


def decode(program, shape, request: int, batch: int, step: int, prefix: int) -> torch.Tensor:
    """One token for each branch of a request."""
    ids = torch.randint(0, shape["vocabulary"], [batch])
    zero = torch.zeros([batch], dtype=torch.int64)
    rows = torch.arange(batch)
    places = [rows * STEPS + step, torch.full([batch, 1], step), rows, rows]
    plan = [1, request, batch, prefix, batch, 1, step + 1, STEPS, 0]
    return program.step(ids, zero + prefix + step, zero, rows, plan, places)


def synchronise() -> None:
    if torch.cuda.is_available():
        torch.cuda.synchronize()


def seconds(work) -> float:
    """The median of some rounds after one that does not count."""
    work(-1)
    taken = []
    for round_ in range(ROUNDS):
        synchronise()
        start = time.perf_counter()
        work(round_)
        synchronise()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[ROUNDS // 2]


def limits(device: str) -> tuple[float, float]:
    """Operations and bytes a second: the best square product in bfloat16, and a copy of 1 GiB."""
    side = 8192 if device != "cpu" else 512
    a = torch.rand([side, side], device=device).to(torch.bfloat16)
    product = 2 * side**3 / seconds(lambda _: a @ a)
    source = torch.empty([2**30 if device != "cpu" else 2**26], dtype=torch.uint8, device=device)
    target = torch.empty_like(source)
    return product, 2 * source.numel() / seconds(lambda _: target.copy_(source))


def measure(folder: Path) -> None:
    program, shape = load(folder)
    device = str(program.device)
    product, bandwidth = limits(device)
    hidden, size = shape["hidden"], shape["head_size"]
    layer = hidden * size * (2 * shape["heads"] + 2 * shape["kv_heads"]) + 3 * hidden * shape["width"]
    inner = shape["layers"] * layer
    operations = 2 * PREFIX * inner + 2 * shape["layers"] * PREFIX**2 * shape["heads"] * size

    def one(request: int) -> None:
        prefill(program, shape, request, PREFIX)
        program.close(request)

    taken = seconds(one)
    print(
        f"{folder.name} on {device}: prefill {PREFIX / taken:,.0f} tokens/s, "
        f"{operations / taken / 1e12:.2f} of {product / 1e12:.2f} TFLOP/s, ratio {operations / taken / product:.2f}"
    )
    weights = 2 * (inner + shape["vocabulary"] * hidden)
    keys = 2 * 2 * shape["layers"] * shape["kv_heads"] * size * PREFIX
    for batch in (1, 32, 256):

        def steps(request: int) -> None:
            for step in range(STEPS):
                decode(program, shape, 1000, batch, step, PREFIX)
            program.keep(1000, [], [], batch, False)

        prefill(program, shape, 1000, PREFIX)
        taken = seconds(steps) / STEPS
        program.close(1000)
        print(
            f"{folder.name} on {device}: decode at batch {batch} {batch / taken:,.0f} tokens/s, "
            f"{(weights + keys) / taken / 1e9:.0f} of {bandwidth / 1e9:.0f} GB/s, "
            f"ratio {(weights + keys) / taken / bandwidth:.2f}"
        )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with torch.inference_mode():
        for name in sys.argv[1:]:
            measure(Path(name))
