import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRows, grad, ints, m, second, strided, ties } from './rows.js';

const { tensor } = torch;

describe('the largest and the smallest elements', () => {
  describe('the largest and the smallest', () => {
    expectRows([
      [() => torch.amax(m, [0, 1], true), 'tensor([[5.]])'],
      [() => torch.amin(strided, -1), 'tensor([[ 4.,  8.],\n        [ 6., 10.]])'],
      [() => torch.amax(tensor([1, NaN])), 'tensor(nan)'],
      [() => torch.amax(tensor([true, false])), 'tensor(True)'],
      [() => torch.max(m), 'tensor(5.)'],
      [() => torch.max(ties, 1).values, 'tensor([2., 3.])'],
      [() => torch.max(ties, 1).indices, 'tensor([0, 2])'],
      [() => m.max(0, true).indices, 'tensor([[1, 0, 1]])'],
      [() => torch.max(tensor([1, NaN, NaN]), 0).indices, 'tensor(1)'],
      [() => torch.max(ints, tensor(2n)), 'tensor([[3, 2, 2],\n        [2, 5, 2]])'],
      [() => torch.min(m), 'tensor(1.)'],
      [() => torch.min(ties, 1).indices, 'tensor([1, 0])'],
      [() => torch.min(strided, 1).values, 'tensor([[ 4., 16.],\n        [ 6., 18.]])'],
      [() => torch.min(ints, 0).values, 'tensor([1, 0, 1])'],
      [() => torch.max(torch.zeros(0, 2), 1).values, 'tensor([])'],
      [() => torch.argmax(ties), 'tensor(5)'],
      [() => torch.argmax(m, 0, true), 'tensor([[1, 0, 1]])'],
      [() => torch.argmin(ties, 1), 'tensor([1, 0])'],
      [() => torch.argmax(m, null, true), 'tensor([[5]])'],
      [() => torch.argmin(tensor([1, NaN])), 'tensor(1)'],
      [() => torch.aminmax(m, { dim: 0 }).min, 'tensor([1., 2., 2.])'],
      [() => torch.aminmax(m).max, 'tensor(5.)'],
      [() => grad((x) => x.amax(1), ties), 'tensor([[0.5000, 0.0000, 0.5000],\n        [0.0000, 0.0000, 2.0000]])'],
      [() => grad((x) => x.amin(), [2, 1, 1]), 'tensor([0.0000, 0.5000, 0.5000])'],
      [() => grad((x) => x.max(), [2, 1, 2]), 'tensor([0.5000, 0.0000, 0.5000])'],
      [() => grad((x) => x.max(), [NaN, 1, NaN]), 'tensor([0.5000, 0.0000, 0.5000])'],
      [() => grad((x) => x.max(1), ties), 'tensor([[1., 0., 0.],\n        [0., 0., 2.]])'],
      [() => grad((x) => x.min(0, true), [2, 1, 1]), 'tensor([0., 1., 0.])'],
      [() => grad((x) => torch.aminmax(x).min, [2, 1, 1]), 'tensor([0.0000, 0.5000, 0.5000])'],
      [() => grad((x) => x.max(tensor([2, 0])), [2, 1]), 'tensor([0.5000, 2.0000])'],
      [() => second((x) => x.pow(3).max(0), [2, 1, 2]), 'tensor([12.,  0.,  0.], dtype=torch.float64)'],
    ]);
  });

  it('along a dimension come as values and indices, by place and by name', () => {
    const result = torch.max(m, 1);
    const [values, indices] = result;
    expect(result.values).to.equal(values);
    expect(result.indices).to.equal(indices);
    expect(String(result)).to.equal('torch.return_types.max(\nvalues=tensor([4., 5.]),\nindices=tensor([1, 2]))');
  });

  it('keep their gradient when the values are overwritten', () => {
    const x = tensor([1, 2], { requires_grad: true });
    const { values } = x.mul(2).max(0);
    values.mul_(3).backward();
    expect(x.grad?.tolist()).to.deep.equal([0, 6]);
  });

  describe('errors', () => {
    const rows: [call: () => unknown, name: string, message: string][] = [
      [
        () => torch.max(torch.zeros(0)),
        'RuntimeError',
        "max(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.",
      ],
      [
        () => torch.amin(torch.zeros(0, 2)),
        'RuntimeError',
        "amin(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.",
      ],
      [() => torch.amax(torch.zeros(2, 0), 1), 'IndexError', 'amax(): Expected reduction dim 1 to have non-zero size.'],
      [() => torch.min(torch.zeros(0, 2), 0), 'IndexError', 'min(): Expected reduction dim 0 to have non-zero size.'],
      [
        () => torch.argmax(torch.zeros(0)),
        'IndexError',
        'argmax(): Expected reduction dim to be specified for input.numel() == 0.',
      ],
      [() => torch.argmin(tensor([true])), 'NotImplementedError', 'argmin(): does not support bool input'],
      [
        () => torch.aminmax(torch.zeros(0)),
        'RuntimeError',
        'aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.',
      ],
      [
        () => torch.aminmax(torch.zeros(0), { dim: 0 }),
        'IndexError',
        'aminmax: Expected reduction dim 0 to have non-zero size.',
      ],
      [
        () => torch.max(m, 0.5),
        'TypeError',
        'max() received an invalid combination of arguments - got (Tensor, float), but expected one of:\n * (Tensor input)\n * (Tensor input, Tensor other)\n * (Tensor input, int dim, bool keepdim=False)\n',
      ],
    ];
    for (const [call, name, message] of rows)
      it(`${String(call).replace(/^\(\)\s*=>\s*/, '')} is refused: ${message}`, () => {
        expect(call)
          .to.throw(Error)
          .that.satisfies((error: Error) => error.name === name && error.message === message, `${name}: ${message}`);
      });
  });
});
