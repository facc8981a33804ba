"""Results of PyTorch's float32 kernels whose last bit depends on the order of the additions or on the formula.

    python tools/rounding_fixtures.py > test/ops/fixtures/rounding.json

Each case: inputs, then the result; shape and base64 of little-endian float32. Recorded with AVX2 or AVX512 and one thread.
"""
import base64
import json

import torch

torch.set_num_threads(1)
torch.manual_seed(1)
cases = {}


def case(name, *tensors):
    cases[name] = [
        {'shape': list(t.shape), 'data': base64.b64encode(t.contiguous().numpy().tobytes()).decode()} for t in tensors
    ]


wide = (torch.rand(1000) - 0.5) * 1000
case('sin', wide, wide.sin())
case('cos', wide, wide.cos())

h, g, w = torch.randn(44, 16).tanh(), torch.randn(44, 16), torch.rand(16, 16)
x, column = torch.randn(44, 1), torch.rand(16, 1)
case('sigmoid', g, g.sigmoid())
for name in ('sigmoid', 'tanh'):
    # at 1 and 0.5, whose tanh every implementation rounds alike
    leaf = torch.tensor([1.0, 0.5]).repeat(352).reshape(44, 16).requires_grad_()
    getattr(leaf, name)().backward(g)
    case(name + '_backward', leaf.detach(), g, leaf.grad)
case('add_scaled', g, h, g.add(h, alpha=-0.003))

case('matmul', h, w, h @ w)
case('matmul_transposed_second', g, w, g @ w.t())
case('matmul_transposed_first', h, g, h.t() @ g)
case('matmul_column', h, column, h @ column)
case('matmul_transposed_column', h, x, h.t() @ x)
case('matmul_row', x, g, x.t() @ g)

long, many = torch.randn(1234), torch.randn(20, 44)
case('sum', long, long.sum())
case('mean', long, long.mean())
case('sum_columns', many, many.sum(0))
case('sum_rows', many, many.sum(1))
case('sum_few_columns', many[:, :7].contiguous(), many[:, :7].contiguous().sum(0))
case('sum_short_rows', many[:, :7].contiguous(), many[:, :7].contiguous().sum(1))
case('norm', long, long.norm())

print(json.dumps(cases))
