import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { tensor, arange, float32, float64, int32, int64, bool, uint8 } = torch;
const text = (x: torch.Tensor) => x.toString();

describe('the dtypes of pointwise ops', () => {
  const ints = arange(3);
  const rows: [name: string, result: torch.Tensor, dtype: typeof float32][] = [
    ['exp of integers', ints.exp(), float32],
    ['sigmoid of truth values', tensor([true]).sigmoid(), float32],
    ['atan2 of integers', torch.atan2(ints, ints), float32],
    ['copysign of integers', ints.copysign(-1), float32],
    ['xlogy of a number and integers', torch.xlogy(2, ints), float32],
    ['special.zeta of integers', torch.special.zeta(ints, 2), float32],
    ['floor of integers', ints.floor(), int64],
    ['sign of truth values', tensor([true]).sign(), bool],
    ['relu of int32', ints.int().relu(), int32],
    ['clamp by fractions', ints.clamp(0.5), float32],
    ['clamp by whole numbers', ints.clamp(0, 1), int64],
    ['clamp by a float64 tensor', torch.ones(2).clamp({ max: torch.zeros(2, { dtype: float64 }) }), float64],
    ['maximum', torch.maximum(torch.ones(2), torch.ones(2, { dtype: float64 })), float64],
    ['where of whole numbers', torch.where(tensor([true]), 1, 0), int64],
    ['where of a number and float32', torch.where(tensor([true]), 1, tensor([0.5])), float32],
    ['float_power', torch.float_power(2, ints), float64],
    ['ldexp', torch.ldexp(ints, ints), float32],
    ['addcmul', torch.addcmul(torch.ones(3), ints, ints), float32],
    ['softmax with a dtype', ints.softmax(0, { dtype: float64 }), float64],
    ['the exponent of frexp', torch.frexp(tensor([3])).exponent, int32],
    ['bitwise_and of uint8 and a number', tensor([6], { dtype: uint8 }).bitwise_and(3), uint8],
    ['rsub', torch.rsub(ints, 1), int64],
  ];
  for (const [name, result, dtype] of rows) it(`${name}: ${dtype}`, () => expect(result.dtype).to.equal(dtype));
});

describe('the errors of pointwise ops', () => {
  const x = torch.ones(2);
  const truth = tensor([true, false]);
  const rows: [call: () => unknown, message: string][] = [
    [() => arange(2).exp_(), "result type Float can't be cast to the desired output type Long"],
    [() => torch.exp(3 as never), "exp(): argument 'input' (position 1) must be Tensor, not int"],
    [() => truth.abs(), '"abs_cpu" not implemented for \'Bool\''],
    [() => truth.floor(), '"floor_vml_cpu" not implemented for \'Bool\''],
    [() => truth.relu(), 'Boolean inputs not supported for relu'],
    [() => truth.positive(), 'The `+` operator, on a bool tensor is not supported.'],
    [() => arange(2).frac(), '"frac_cpu" not implemented for \'Long\''],
    [() => arange(2).round({ decimals: 1 }), '"round_cpu" not implemented for \'Long\''],
    [() => torch.hypot(arange(2), arange(2)), '"hypot_cpu" not implemented for \'Long\''],
    [() => torch.frexp(arange(2)), 'torch.frexp() only supports floating-point dtypes'],
    [() => x.heaviside(x.double()), 'heaviside is not yet implemented for tensors with different dtypes.'],
    [() => x.polygamma(-1), 'polygamma(n, x) does not support negative n.'],
    [() => x.mvlgamma(0), 'p has to be greater than or equal to 1'],
    [
      () => x.float_power_(2),
      "the base given to float_power_ has dtype Float but the operation's result requires dtype Double",
    ],
    [() => x.clamp(), "torch.clamp: At least one of 'min' or 'max' must not be None"],
    [() => torch.where(x, 1, 0), 'where expected condition to be a boolean tensor, but got a tensor with dtype Float'],
    [() => torch.lerp(x, x.double(), 0.5), 'expected dtype float for `end` but got dtype double'],
    [() => torch.lerp(arange(2), arange(2), 1), '"lerp_kernel_scalar" not implemented for \'Long\''],
    [() => torch.addcdiv(arange(2), arange(2), arange(2)), 'Integer division with addcdiv is no longer supported'],
    [() => torch.bitwise_and(x, x), '"bitwise_and_cpu" not implemented for \'Float\''],
    [() => truth.bitwise_left_shift(truth), '"lshift_cpu" not implemented for \'Bool\''],
    [() => torch.gcd(x, x), '"gcd_cpu" not implemented for \'Float\''],
    [
      () => torch.xlogy(1, 2),
      'xlogy() received an invalid combination of arguments - got (int, int), but expected one of:',
    ],
    [() => torch.special.zeta(2, 3), 'special_zeta() received an invalid combination of arguments - got (int, int)'],
    [() => torch.pow(1, 2), 'pow() received an invalid combination of arguments - got (int, int)'],
    [() => truth.sub(1), 'Subtraction, the `-` operator, with a bool tensor is not supported.'],
    [() => truth.sub(truth), 'Subtraction, the `-` operator, with two bool tensors is not supported.'],
    [() => torch.prelu(torch.ones(1, 3), x), 'Found parameter numbers = 2 and channel size = 3.'],
    [() => arange(2).softmax(0), '"softmax_lastdim_kernel_impl" not implemented for \'Long\''],
    [() => x.softmax(1), 'Dimension out of range (expected to be in range of [-1, 0], but got 1)'],
    [() => torch.ones(2).add_(torch.ones(3, 2)), "output with shape [2] doesn't match the broadcast shape [3, 2]"],
    [() => torch.exp_(3 as never), "exp_(): argument 'input' (position 1) must be Tensor, not int"],
  ];
  for (const [call, message] of rows) it(message, () => expect(call).to.throw(message));

  it('a derivative that PyTorch lacks is refused when a gradient arrives', () => {
    const [a, b] = [torch.ones(2).requires_grad_(), torch.ones(2)];
    const zeta = torch.special.zeta(a.add(1), b);
    expect(() => zeta.sum().backward()).to.throw("the derivative for 'zeta' is not implemented.");
    expect(() => torch.igamma(a, b).sum().backward()).to.throw(
      "the derivative for 'igamma: input' is not implemented.",
    );
  });
});

describe('values and bounds', () => {
  it('where sends a gradient only to what it takes', () => {
    const x = tensor([0, 4]).requires_grad_();
    torch.where(x.gt(0), x.log(), x).sum().backward();
    expect(text(x.grad as torch.Tensor)).to.equal('tensor([   nan, 0.2500])');
    const y = tensor([NaN, 4]).requires_grad_();
    torch
      .where(tensor([false, true]), y, 0)
      .sum()
      .backward();
    expect(text(y.grad as torch.Tensor)).to.equal('tensor([0., 1.])');
  });

  it('where as a method takes this tensor where the condition holds', () => {
    expect(text(tensor([1, 2]).where(tensor([true, false]), 7))).to.equal('tensor([1., 7.])');
  });

  it('clamp keeps NaN, and gives the upper bound where the bounds are in the wrong order', () => {
    expect(text(tensor([NaN, 1, 5]).clamp(2, 1))).to.equal('tensor([nan, 1., 1.])');
    expect(text(tensor([5n, -5n]).clamp({ min: -(2n ** 40n), max: 3n }))).to.equal('tensor([ 3, -5])');
    expect(text(tensor([1, 2]).clamp(NaN, 3))).to.equal('tensor([nan, nan])');
  });

  it('relu gives NaN and its gradient on', () => {
    const x = tensor([NaN, -1, 0, 2]).requires_grad_();
    const y = x.relu();
    y.sum().backward();
    expect(text(y.detach())).to.equal('tensor([nan, 0., 0., 2.])');
    expect(text(x.grad as torch.Tensor)).to.equal('tensor([1., 0., 0., 1.])');
  });

  it('integers shift, divide and wrap as in C', () => {
    expect(text(tensor([1n, -8n]).bitwise_left_shift(tensor([62n, 64n])))).to.equal(
      'tensor([4611686018427387904,                   0])',
    );
    expect(text(tensor([-8n, 7n]).bitwise_right_shift(tensor([1n, 70n])))).to.equal('tensor([-4,  0])');
    expect(text(torch.gcd(tensor([-12n, 0n]), tensor([18n, -5n])))).to.equal('tensor([6, 5])');
    expect(text(torch.lcm(tensor([-4, 6], { dtype: int32 }), tensor([6, 0], { dtype: int32 })))).to.equal(
      'tensor([12,  0], dtype=torch.int32)',
    );
    expect(text(tensor([true, false]).bitwise_not())).to.equal('tensor([False,  True])');
    expect(text(tensor([-128], { dtype: torch.int8 }).abs())).to.equal('tensor([-128], dtype=torch.int8)');
  });

  it('frexp takes numbers apart and ldexp puts them together', () => {
    const x = tensor([3, -0.1, 0, 1e-40, Infinity]);
    const { mantissa, exponent } = torch.frexp(x);
    expect(exponent.tolist()).to.deep.equal([2, -3, 0, -132, 0]);
    expect(torch.equal(torch.ldexp(mantissa, exponent), x)).to.equal(true);
  });

  it('nextafter steps by one unit in the last place of its dtype', () => {
    expect(
      torch
        .nextafter(tensor([1]), tensor([2]))
        .sub(1)
        .item(),
    ).to.equal(2 ** -23);
    const [one, two] = [1, 2].map((x) => tensor([x], { dtype: float64 }));
    expect(torch.nextafter(one, two).sub(1).item()).to.equal(2 ** -52);
  });

  it('softmax works along any dimension of any strides, and does not overflow', () => {
    const x = tensor([
      [1000, 0],
      [1000, 1],
    ]);
    expect(text(x.t().softmax(1))).to.equal('tensor([[0.5000, 0.5000],\n        [0.2689, 0.7311]])');
    expect(text(x.log_softmax(-1))).to.equal('tensor([[    0., -1000.],\n        [    0.,  -999.]])');
    expect(text(tensor(5).softmax(0))).to.equal('tensor(1.)');
    expect(text(torch.zeros(0, 3).softmax(1))).to.equal('tensor([], size=(0, 3))');
  });

  it('prelu has a slope for each channel', () => {
    const x = torch.full([1, 2, 2], -1);
    const w = tensor([0.25, 0.5]).requires_grad_();
    const y = torch.prelu(x, w);
    y.sum().backward();
    expect(text(y.detach())).to.equal('tensor([[[-0.2500, -0.2500],\n         [-0.5000, -0.5000]]])');
    expect(text(w.grad as torch.Tensor)).to.equal('tensor([-2., -2.])');
  });

  it('an in-place form is differentiable', () => {
    const x = tensor([0.25, 1]).requires_grad_();
    x.clone().mul_(2).sin_().clamp_(0, 0.9).sum().backward();
    expect(text(x.grad as torch.Tensor)).to.equal('tensor([1.7552, -0.0000])');
  });

  it('functions of torch write in place too', () => {
    const x = tensor([-1, 4]);
    expect(torch.relu_(x)).to.equal(x);
    expect(torch.selu_(tensor([-1])).item()).to.be.closeTo(-1.1113307, 1e-6);
    expect(text(x)).to.equal('tensor([0., 4.])');
  });
});
