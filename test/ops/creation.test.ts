import { expect } from 'chai';
import ndarray from 'ndarray';
import * as torch from '../../src/index.js';

const evaluate = (js: string): unknown => new Function('torch', 'ndarray', `return ${js}`)(torch, ndarray);

/** Expressions, and what PyTorch prints for them. */
const PRINTED: readonly (readonly [js: string, text: string])[] = [
  ['torch.full([2], 3n)', 'tensor([3, 3])'],
  ['torch.full([2], true)', 'tensor([True, True])'],
  ['torch.full([2], torch.tensor(2n))', 'tensor([2, 2])'],
  ['torch.full([2], 1.5, { dtype: torch.int64 })', 'tensor([1, 1])'],
  ['torch.full_like(torch.zeros(2, { dtype: torch.bool }), 1.5)', 'tensor([True, True])'],
  ['torch.full_like(torch.zeros(1), 7, { dtype: torch.int64 })', 'tensor([7])'],
  ['torch.zeros_like(torch.ones(2, { requires_grad: true }))', 'tensor([0., 0.])'],
  ['torch.ones_like(torch.zeros(2), { requires_grad: true })', 'tensor([1., 1.], requires_grad=True)'],
  ['torch.zeros([])', 'tensor(0.)'],
  ['torch.zeros({ size: [2] })', 'tensor([0., 0.])'],
  ['torch.arange(2).new_zeros(2)', 'tensor([0, 0])'],
  ['torch.arange(2).new_ones([2], { dtype: torch.float32 })', 'tensor([1., 1.])'],
  ['torch.arange(2).new_full([2], 3.7)', 'tensor([3, 3])'],
  ['torch.arange(2).new_tensor([1.5, 2.5])', 'tensor([1, 2])'],
  ['torch.arange(2).new_empty(0, 3)', 'tensor([], size=(0, 3), dtype=torch.int64)'],
  ['torch.eye(2, 3)', 'tensor([[1., 0., 0.],\n        [0., 1., 0.]])'],
  ['torch.eye(2, { dtype: torch.bool })', 'tensor([[ True, False],\n        [False,  True]])'],
  ['torch.eye({ n: 1, m: 2 })', 'tensor([[1., 0.]])'],
  ['torch.eye(0)', 'tensor([], size=(0, 0))'],
  ['torch.scalar_tensor(true)', 'tensor(1.)'],
  ['torch.scalar_tensor(5, { dtype: torch.int64 })', 'tensor(5)'],
  ['torch.arange(5, 0, -2)', 'tensor([5, 3, 1])'],
  ['torch.arange({ start: 1, end: 3 })', 'tensor([1, 2])'],
  ['torch.arange(1, { end: 3, step: 0.5 })', 'tensor([1.0000, 1.5000, 2.0000, 2.5000])'],
  ['torch.arange(torch.tensor(3n))', 'tensor([0, 1, 2])'],
  ['torch.arange(1.5, 5, { dtype: torch.int64 })', 'tensor([1, 2, 3, 4])'],
  ['torch.arange(0, 5, 1.7, { dtype: torch.int32 })', 'tensor([0, 1, 2], dtype=torch.int32)'],
  ['torch.arange(300, 303, { dtype: torch.uint8 })', 'tensor([44, 45, 46], dtype=torch.uint8)'],
  ['torch.arange(2n ** 53n, 2n ** 53n + 2n)', 'tensor([9007199254740992, 9007199254740993])'],
  [
    'torch.arange(2, { dtype: torch.float64, requires_grad: true })',
    'tensor([0., 1.], dtype=torch.float64, requires_grad=True)',
  ],
  ['torch.range(1, 4, 1.5)', 'tensor([1.0000, 2.5000, 4.0000])'],
  ['torch.linspace(0, 10, 4, { dtype: torch.int64 })', 'tensor([ 0,  3,  6, 10])'],
  ['torch.linspace(0.5, 5, 4, { dtype: torch.int64 })', 'tensor([0, 1, 3, 5])'],
  ['torch.linspace({ start: 0, end: 1, steps: 3 })', 'tensor([0.0000, 0.5000, 1.0000])'],
  ['torch.linspace(3, 1, 1)', 'tensor([3.])'],
  ['torch.linspace(0, Infinity, 3)', 'tensor([nan, nan, nan])'],
  ['torch.linspace(torch.tensor(1n), torch.tensor(2), 3)', 'tensor([1.0000, 1.5000, 2.0000])'],
  ['torch.logspace(0, 2, 3, 2)', 'tensor([1., 2., 4.])'],
  ['torch.logspace(0, 2, 3, { base: -2 })', 'tensor([ 1., -2.,  4.])'],
  ['torch.logspace(0, 2, 5, { dtype: torch.int64 })', 'tensor([  1,   3,  10,  31, 100])'],
  ['torch.as_tensor(5n)', 'tensor(5)'],
  ['torch.as_tensor([1, 2], { dtype: torch.float64 })', 'tensor([1., 2.], dtype=torch.float64)'],
  ['torch.asarray([1n, 2n], { dtype: torch.float32, requires_grad: true })', 'tensor([1., 2.], requires_grad=True)'],
  // rounding errors that PyTorch's loops make, and that decide how all the others print
  ['torch.arange(-1.5, 1.5, 0.3)[5]', 'tensor(-5.5511e-17)'],
  ['torch.arange(-3, 3, 0.1)[30]', 'tensor(-2.3842e-08)'],
  ['torch.linspace(-1, 1, 11)[5]', 'tensor(-1.4901e-08)'],
];

/** Calls that PyTorch refuses, and its words. */
const REFUSED: readonly (readonly [js: string, message: string])[] = [
  ['torch.zeros()', 'zeros() missing 1 required positional arguments: "size"'],
  ['torch.zeros(-1)', 'zeros: Dimension size must be non-negative.'],
  ['torch.ones(2, -3)', 'Trying to create tensor with negative dimension -3: [2, -3]'],
  ['torch.zeros(NaN)', "zeros(): argument 'size' (position 1) must be tuple of ints, not float"],
  [
    'torch.zeros([2.5])',
    "zeros(): argument 'size' (position 1) must be tuple of ints, but found element of type float at pos 0",
  ],
  [
    "torch.zeros(2, 'a')",
    'zeros(): argument \'size\' failed to unpack the object at pos 2 with error "type must be tuple of ints,but got str"',
  ],
  ['torch.zeros([2], 3)', 'zeros() takes 1 positional argument but 2 were given'],
  ['torch.zeros(2 ** 62)', 'Storage size calculation overflowed with sizes=[4611686018427387904]'],
  ['torch.zeros(2, { foo: 1 })', "zeros() got an unexpected keyword argument 'foo'"],
  [
    'torch.zeros(2, { dtype: torch.int64, requires_grad: true })',
    'Only Tensors of floating point and complex dtype can require gradients',
  ],
  [
    'torch.tensor([1n], { requires_grad: true })',
    'Only Tensors of floating point and complex dtype can require gradients',
  ],
  ['torch.zeros_like(5)', "zeros_like(): argument 'input' (position 1) must be Tensor, not int"],
  ['torch.full(2, 1)', "full(): argument 'size' (position 1) must be tuple of ints, not int"],
  ['torch.full([2])', 'full() missing 1 required positional arguments: "fill_value"'],
  ['torch.arange(2).new_zeros()', 'new_zeros() missing 1 required positional arguments: "size"'],
  ['torch.eye(-1)', 'n must be greater or equal to 0, got -1'],
  ['torch.eye(2, -1)', 'm must be greater or equal to 0, got -1'],
  ['torch.eye(2.5)', "eye(): argument 'n' (position 1) must be int, not float"],
  ['torch.eye()', 'eye() received an invalid combination of arguments - got (), but expected one of:'],
  ['torch.arange()', 'arange() received an invalid combination of arguments - got (), but expected one of:'],
  ["torch.arange('a')", "arange(): argument 'end' (position 1) must be Number, not str"],
  ['torch.arange({ start: 1 })', 'arange() missing 1 required positional arguments: "end"'],
  ['torch.arange(0, 3, 0)', 'step must be nonzero'],
  ['torch.arange(3, 0)', 'upper bound and lower bound inconsistent with step sign'],
  ['torch.arange(NaN)', 'unsupported range: 0 -> nan'],
  ['torch.arange(0, 5, NaN)', 'step must be finite but got nan'],
  ['torch.arange(0, 1e30)', 'invalid size, possible overflow?'],
  ['torch.arange(2, { dtype: torch.bool })', `"arange_cpu" not implemented for 'Bool'`],
  ['torch.range(4, 1)', 'upper bound and lower bound inconsistent with step sign'],
  ['torch.linspace(0, 1, -1)', 'number of steps must be non-negative'],
  [
    'torch.linspace(torch.tensor([1]), torch.tensor([2]), 3)',
    'linspace only supports 0-dimensional start and end tensors, but got start with 1 dimension(s) and end with 1 dimension(s).',
  ],
  ['torch.linspace(0, 300, 3, { dtype: torch.uint8 })', 'value cannot be converted to type uint8_t without overflow'],
  ['torch.linspace(0, 1, 3, { dtype: torch.bool })', `"linspace_cpu" not implemented for 'Bool'`],
  ['torch.logspace(0, 1, -3)', 'number of steps must be non-negative'],
  ['torch.from_numpy([1, 2])', 'expected an ndarray or a typed array (got list)'],
  ['torch.from_numpy(ndarray(new Float64Array(3)).step(-1))', 'At least one stride in the given ndarray is negative'],
  [
    'torch.from_numpy({ data: new Int8Array(3), shape: [2, 2] })',
    'from_numpy: sizes, strides and offset must stay inside',
  ],
  ['torch.from_numpy(ndarray([1, 2, 3]))', "can't convert an ndarray over a Array"],
  ['torch.as_tensor([1], { requires_grad: true })', "as_tensor() got an unexpected keyword argument 'requires_grad'"],
  ['torch.asarray([1, 2], { copy: false })', "can't alias arbitrary sequence into a tensor."],
  [
    'torch.asarray(torch.zeros(2), { dtype: torch.int64, copy: false })',
    "can't alias tensor with dtype 'Float' into dtype 'Long'.",
  ],
  ['torch.numel(5)', "numel(): argument 'input' (position 1) must be Tensor, not int"],
  ['torch.is_nonzero(torch.zeros(2))', 'Boolean value of Tensor with more than one value is ambiguous'],
];

describe('functions that make tensors', () => {
  for (const [js, text] of PRINTED)
    it(`${js} gives ${text.replace(/\s+/g, ' ')}`, () => expect((evaluate(js) as object).toString()).to.equal(text));

  for (const [js, message] of REFUSED)
    it(`refuse ${js} in PyTorch's words`, () => expect(() => evaluate(js)).to.throw(Error, message));

  it('make tensors that lie in memory as the one they are like', () => {
    const x = torch.zeros(2, 3).t();
    for (const like of [torch.zeros_like(x), torch.ones_like(x), torch.full_like(x, 1), torch.empty_like(x)])
      expect(like.stride()).to.deep.equal([1, 3]);
    expect(x.new_ones(3, 2).stride()).to.deep.equal([2, 1]);
  });

  it('follow the default dtype', () => {
    torch.set_default_dtype(torch.float64);
    try {
      for (const x of [torch.zeros(1), torch.full([1], 2), torch.linspace(0, 1, 2), torch.arange(0, 1, 0.5)])
        expect(x.dtype).to.equal(torch.float64);
    } finally {
      torch.set_default_dtype(torch.float32);
    }
  });
});

describe('from_numpy', () => {
  it('shares the memory of an ndarray, whatever its strides and offset', () => {
    const numbers = new Float64Array([1, 2, 3, 4, 5, 6]);
    const part = ndarray(numbers, [2, 3]).lo(0, 1).transpose(1, 0); // [[2, 5], [3, 6]]
    const x = torch.from_numpy(part);
    expect(x.tolist()).to.deep.equal([
      [2, 5],
      [3, 6],
    ]);
    x.mul_(10);
    expect([...numbers]).to.deep.equal([1, 20, 30, 4, 50, 60]);
    part.set(0, 0, 7);
    expect(x[0][0].item()).to.equal(7);
  });

  it('shares typed arrays, and goes back and forth with numpy()', () => {
    const whole = new BigInt64Array([1n, 2n]);
    torch.from_numpy(whole).add_(1);
    expect([...whole]).to.deep.equal([2n, 3n]);
    const x = torch.zeros(2, 2);
    torch.from_numpy(x.numpy()).fill_(3);
    expect(x.tolist()).to.deep.equal([
      [3, 3],
      [3, 3],
    ]);
  });
});

describe('as_tensor and asarray', () => {
  it('return what is a tensor already, and share what can be shared', () => {
    const [x, numbers] = [torch.ones(2), new Float32Array(2)];
    expect(torch.as_tensor(x)).to.equal(x);
    expect(torch.asarray(x)).to.equal(x);
    torch.as_tensor(numbers).add_(1);
    torch.asarray(numbers, { copy: true }).add_(1);
    expect([...numbers]).to.deep.equal([1, 1]);
  });

  it('keep the graph unless asarray is told otherwise', () => {
    const x = torch.ones(2, { requires_grad: true });
    expect(torch.as_tensor(x, { dtype: torch.float64 }).grad_fn?.name()).to.equal('ToCopyBackward0');
    expect(torch.asarray(x, { requires_grad: false }).requires_grad).to.equal(false);
  });
});

describe('questions about tensors', () => {
  it('are answered as by PyTorch', () => {
    const x = torch.zeros(2, 3);
    expect([torch.is_tensor(x), torch.is_tensor([1]), torch.is_floating_point(x), torch.is_complex(x)]).to.deep.equal([
      true,
      false,
      true,
      false,
    ]);
    expect([torch.numel(x), torch.is_signed(x), torch.is_same_size(x, x.t())]).to.deep.equal([6, true, false]);
    expect([torch.is_nonzero(torch.tensor([2])), torch.is_nonzero(torch.tensor(false))]).to.deep.equal([true, false]);
    expect(torch.result_type(torch.tensor([1n]), torch.tensor([1]))).to.equal(torch.float32);
    expect(torch.result_type(torch.tensor([1], { dtype: torch.int32 }), 2)).to.equal(torch.int32);
  });
});
