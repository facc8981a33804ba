"""Writes test/nn/fixtures/spatial.json: what looks at neighbourhoods, and its gradients, as PyTorch computes them.

    python tools/spatial_fixtures.py

test/nn/spatial.test.ts makes the same calls, under the same names.
"""

import json
import math
import warnings
from pathlib import Path

import torch
import torch.nn.functional as F

warnings.filterwarnings("ignore")
torch.set_default_dtype(torch.float64)


def x(*sizes):
    """Numbers without order, exact in binary."""
    return ((torch.arange(math.prod(sizes)) * 7 % 11 - 5) / 4).reshape(sizes)


# name: call, which makes its tensors with `x`
CASES = {
    "conv1d groups dilation": lambda x: F.conv1d(x(2, 4, 9), x(6, 2, 3), x(6), stride=2, padding=1, dilation=2, groups=2),
    "conv2d": lambda x: F.conv2d(x(1, 2, 5, 6), x(3, 2, 3, 2), x(3), stride=(2, 1), padding=(1, 0)),
    "conv2d same": lambda x: F.conv2d(x(1, 2, 4, 5), x(2, 2, 2, 3), padding="same", dilation=(1, 2)),
    "conv3d": lambda x: F.conv3d(x(1, 2, 4, 4, 4), x(2, 1, 2, 3, 2), stride=2, padding=1, groups=2),
    "conv_transpose1d": lambda x: F.conv_transpose1d(x(2, 4, 4), x(4, 3, 3), x(6), stride=3, padding=1, output_padding=2, groups=2, dilation=2),
    "conv_transpose2d": lambda x: F.conv_transpose2d(x(1, 3, 3, 4), x(3, 2, 3, 2), None, stride=2, padding=1, output_padding=1),
    "conv_transpose3d": lambda x: F.conv_transpose3d(x(1, 2, 2, 3, 2), x(2, 1, 2, 2, 2), x(1), stride=(1, 2, 1)),
    "max_pool2d": lambda x: F.max_pool2d(x(1, 2, 5, 7), (3, 2), (2, 2), (1, 0), (1, 2), True),
    "max_pool3d": lambda x: F.max_pool3d(x(1, 1, 4, 4, 5), 2, stride=(2, 1, 2)),
    "avg_pool1d": lambda x: F.avg_pool1d(x(1, 2, 7), 3, 2, 1, True, False),
    "avg_pool2d": lambda x: F.avg_pool2d(x(1, 2, 5, 6), 3, 2, 1, True, True),
    "avg_pool3d": lambda x: F.avg_pool3d(x(1, 1, 3, 4, 5), 2, 1, 0, False, True, 3),
    "adaptive_avg_pool2d": lambda x: F.adaptive_avg_pool2d(x(1, 2, 5, 7), (3, 4)),
    "adaptive_max_pool1d": lambda x: F.adaptive_max_pool1d(x(1, 2, 7), 3),
    "lp_pool2d": lambda x: F.lp_pool2d(x(1, 1, 4, 6).abs(), 3, 2),
    "reflect": lambda x: F.pad(x(1, 1, 4, 5), (2, 3, 1, -1), "reflect"),
    "replicate": lambda x: F.pad(x(1, 1, 4, 5), (2, -1, 1, 3), "replicate"),
    "circular": lambda x: F.pad(x(1, 1, 4, 5), (2, -1, -2, 2), "circular"),
    "constant": lambda x: F.pad(x(2, 3), (1, -1, 0, 2), value=1.5),
    "unfold": lambda x: F.unfold(x(1, 2, 4, 5), (2, 3), (1, 2), (1, 0), (2, 1)),
    "fold": lambda x: F.fold(x(1, 8, 6), (3, 4), 2),
    "bicubic": lambda x: F.interpolate(x(1, 1, 4, 5), (3, 7), mode="bicubic"),
    "bilinear antialias": lambda x: F.interpolate(x(1, 1, 6, 7), (3, 4), mode="bilinear", antialias=True),
    "bicubic antialias": lambda x: F.interpolate(x(1, 1, 6, 7), (3, 9), mode="bicubic", antialias=True),
    "lanczos": lambda x: F.interpolate(x(1, 1, 6, 7), (3, 9), mode="lanczos", antialias=True),
    "trilinear": lambda x: F.interpolate(x(1, 1, 2, 3, 4), scale_factor=(1.5, 2, .6), mode="trilinear"),
    "nearest-exact": lambda x: F.interpolate(x(1, 1, 7), 4, mode="nearest-exact"),
    "area": lambda x: F.interpolate(x(1, 1, 7), 4, mode="area"),
    "pixel_shuffle": lambda x: F.pixel_shuffle(x(1, 8, 2, 2), 2),
    "channel_shuffle": lambda x: F.channel_shuffle(x(1, 6, 2), 3),
    "grid bilinear zeros": lambda x: F.grid_sample(x(1, 2, 3, 4), x(1, 3, 3, 2), align_corners=False),
    "grid bicubic reflection": lambda x: F.grid_sample(x(1, 2, 5, 4), x(1, 3, 3, 2), "bicubic", "reflection", align_corners=True),
    "grid nearest border": lambda x: F.grid_sample(x(1, 2, 3, 4), x(1, 3, 3, 2)*.9, "nearest", "border", align_corners=False),
    "grid 3d": lambda x: F.grid_sample(x(1, 1, 3, 4, 2), x(1, 2, 2, 2, 3), padding_mode="reflection", align_corners=False),
    "grid bicubic 3d": lambda x: F.grid_sample(x(1, 1, 2, 3, 2), x(1, 2, 2, 1, 3) / 2.5, "bicubic", align_corners=False),
    "affine_grid": lambda x: F.affine_grid(x(1, 2, 3), (1, 1, 2, 3), align_corners=False),
    "local_response_norm": lambda x: F.local_response_norm(x(1, 4, 3), 3, .5, .6, 2.),
    "reflect 3d": lambda x: F.pad(x(1, 1, 2, 3, 2), (1, 0, 2, 1, 0, 1), "reflect"),
    "adaptive_max_pool3d": lambda x: F.adaptive_max_pool3d(x(1, 1, 3, 4, 5), (2, None, 3)),
    "adaptive_avg_pool3d": lambda x: F.adaptive_avg_pool3d(x(1, 1, 3, 4, 5), (2, 3, 7)),
    "lp_pool1d": lambda x: F.lp_pool1d(x(1, 1, 7).abs(), 1.5, 3, 2, True),
    "max_unpool2d": lambda x: F.max_unpool2d(*F.max_pool2d(x(1, 2, 4, 5), 2, stride=(2, 1), return_indices=True), 2, stride=(2, 1)),
    "bilinear align_corners": lambda x: F.interpolate(x(1, 1, 3, 4), (5, 2), mode="bilinear", align_corners=True),
    "linear": lambda x: F.interpolate(x(1, 2, 5), scale_factor=1.7, mode="linear", recompute_scale_factor=True),
    "nearest": lambda x: F.interpolate(x(1, 1, 2, 3), scale_factor=(2.5, 1.4)),
    "pixel_unshuffle": lambda x: F.pixel_unshuffle(x(1, 2, 4, 6), 2),
    "grid bilinear border": lambda x: F.grid_sample(x(1, 2, 3, 4), x(1, 3, 3, 2), padding_mode="border", align_corners=True),
    "affine_grid 3d": lambda x: F.affine_grid(x(2, 3, 4), (2, 1, 2, 1, 2), align_corners=True),
}


def record(call):
    leaves = []

    def leaf(*sizes):
        leaves.append(x(*sizes).requires_grad_())
        return leaves[-1]

    y = call(leaf)
    (y * x(*y.shape)).sum().backward()
    plain = lambda t: [round(v, 9) for v in t.detach().flatten().tolist()]
    return {"sizes": list(y.shape), "value": plain(y), "grads": [plain(t.grad) for t in leaves]}


target = Path(__file__).parent.parent / "test/nn/fixtures/spatial.json"
target.parent.mkdir(parents=True, exist_ok=True)
lines = [f"{json.dumps(name)}: {json.dumps(record(call))}" for name, call in CASES.items()]
target.write_text("{\n" + ",\n".join(lines) + "\n}\n")
print(len(lines), "cases in", target)
