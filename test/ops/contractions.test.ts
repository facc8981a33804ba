import * as torch from '../../src/index.js';
import { batch, b, g, spd } from './matrices.js';
import { expectRefused } from './refused.js';
import { expectRows } from './rows.js';

const { linalg: L, tensor } = torch;

describe('contractions of tensors', () => {
  describe('tensordot', () => {
    expectRows([
      [() => torch.tensordot(g, b, 1), 'tensor([[ 2.,  3.],\n        [ 7.,  3.],\n        [-3.,  5.]])'],
      [() => torch.tensordot(g, spd), 'tensor(12.)'],
      [
        () => torch.tensordot(batch, b, [[1], [0]]),
        'tensor([[[ 2.,  5.],\n         [11., -3.],\n         [-3.,  3.]],\n\n        [[10.,  7.],\n         [ 1.,  5.],\n         [17., -1.]]])',
      ],
      [
        () =>
          torch.tensordot(batch, spd, {
            dims: [
              [-1, 1],
              [0, 1],
            ],
          }),
        'tensor([12., 60.])',
      ],
      [() => torch.tensordot(tensor([1, 2]), tensor([3, 4]), 0), 'tensor([[3., 4.],\n        [6., 8.]])'],
      [() => torch.tensordot(b, torch.ones(1, 2), 1), 'tensor([[3., 3.],\n        [1., 1.],\n        [2., 2.]])'],
    ]);
  });
  describe('inner', () => {
    expectRows([
      [() => torch.inner(g, b.mT), 'tensor([[ 2.,  3.],\n        [ 7.,  3.],\n        [-3.,  5.]])'],
      [() => b[':, 0'].inner(batch), 'tensor([[ 2.,  7., -3.],\n        [10.,  1., 17.]])'],
      [() => torch.inner(b, tensor(2)), 'tensor([[ 2.,  4.],\n        [ 0.,  2.],\n        [ 6., -2.]])'],
    ]);
  });
  describe('kron', () => {
    expectRows([
      [
        () =>
          torch.kron(
            tensor([1, 2]),
            tensor([
              [0, 1],
              [1, 0],
            ]),
          ),
        'tensor([[0., 1., 0., 2.],\n        [1., 0., 2., 0.]])',
      ],
      [() => tensor([1n, 2n]).kron(tensor(3)), 'tensor([3., 6.])'],
      [() => torch.kron(torch.ones(2, 0), torch.ones(3, 2)), 'tensor([], size=(6, 0))'],
    ]);
  });
  describe('products of many', () => {
    expectRows([
      [() => L.multi_dot([b[':, 0'], g, b]), 'tensor([-7., 18.])'],
      [() => L.multi_dot([g, spd, g, b[':, 1']]), 'tensor([ 38., 123.,  17.])'],
      [() => L.multi_dot([b[':, 0'], b[':, 1']]), 'tensor(-1.)'],
      [() => torch.chain_matmul(g, spd, b), 'tensor([[ 19.,   9.],\n        [ 47.,  20.],\n        [-13.,  21.]])'],
    ]);
  });
  describe('cdist', () => {
    expectRows([
      [() => torch.cdist(g, b.mT.matmul(spd), 0), 'tensor([[3., 3.],\n        [3., 3.],\n        [3., 2.]])'],
      [
        () => torch.cdist(g, b.mT.matmul(spd), 0.5),
        'tensor([[69.9857, 32.3256],\n        [68.6776, 31.3125],\n        [83.4842, 13.2915]])',
      ],
      [() => torch.cdist(g, b.mT.matmul(spd), 1), 'tensor([[27., 12.],\n        [26., 11.],\n        [31.,  8.]])'],
      [
        () => torch.cdist(g, b.mT.matmul(spd), 2),
        'tensor([[18.8944,  7.8740],\n        [17.6068,  7.0000],\n        [20.8087,  7.0711]])',
      ],
      [
        () => torch.cdist(g, b.mT.matmul(spd), 3),
        'tensor([[17.5798,  6.9932],\n        [16.0208,  6.3080],\n        [19.0000,  7.0068]])',
      ],
      [
        () => torch.cdist(g, b.mT.matmul(spd), Infinity),
        'tensor([[17.,  6.],\n        [15.,  6.],\n        [18.,  7.]])',
      ],
      [
        () => torch.cdist(batch, g),
        'tensor([[[0.0000, 4.5826, 5.4772],\n         [4.5826, 0.0000, 3.3166],\n         [5.4772, 3.3166, 0.0000]],\n\n        [[3.4641, 3.6056, 5.8310],\n         [4.1231, 2.0000, 1.7321],\n         [5.0990, 4.3589, 7.4833]]])',
      ],
      [() => torch.cdist(torch.ones(2, 0), torch.ones(3, 0)), 'tensor([[0., 0., 0.],\n        [0., 0., 0.]])'],
    ]);
  });
  describe('einsum', () => {
    expectRows([
      [() => torch.einsum('ij,jk->ik', g, b), 'tensor([[ 2.,  3.],\n        [ 7.,  3.],\n        [-3.,  5.]])'],
      [() => torch.einsum('ij,jk', g, b), 'tensor([[ 2.,  3.],\n        [ 7.,  3.],\n        [-3.,  5.]])'],
      [() => torch.einsum('ii', g), 'tensor(4.)'],
      [() => torch.einsum('ii->i', g), 'tensor([ 2.,  3., -1.])'],
      [() => torch.einsum('ij->', g), 'tensor(10.)'],
      [() => torch.einsum('ij->ji', b), 'tensor([[ 1.,  0.,  3.],\n        [ 2.,  1., -1.]])'],
      [() => torch.einsum('i,j->ij', b[0], b[1]), 'tensor([[0., 1.],\n        [0., 2.]])'],
      [() => torch.einsum('bij,bij->b', batch, batch), 'tensor([36., 60.])'],
      [
        () => torch.einsum('...ij,jk->...ik', batch, b),
        'tensor([[[ 2.,  3.],\n         [ 7.,  3.],\n         [-3.,  5.]],\n\n        [[10.,  7.],\n         [ 1.,  5.],\n         [17., -1.]]])',
      ],
      [() => torch.einsum('...ii->...i', batch), 'tensor([[ 2.,  3., -1.],\n        [ 4.,  3.,  5.]])'],
      [() => torch.einsum('bij,j,i', batch, b[':, 0'], b[':, 1']), 'tensor([14.,  4.])'],
      [
        () => torch.einsum('...,...->...', b, tensor([2, 3])),
        'tensor([[ 2.,  6.],\n        [ 0.,  3.],\n        [ 6., -3.]])',
      ],
      [() => torch.einsum('ij,i', g, torch.ones(1)), 'tensor([3., 6., 1.])'],
      [() => torch.einsum(' i j , j -> i ', g, b[':, 0']), 'tensor([ 2.,  7., -3.])'],
      [() => torch.einsum('bA', b), 'tensor([[ 1.,  0.,  3.],\n        [ 2.,  1., -1.]])'],
      [() => torch.einsum('ij,jk', tensor([[1n, 2n]]), tensor([[3n], [4n]])), 'tensor([[11]])'],
      [() => torch.einsum('ij,jk->ik', torch.ones(2, 0), torch.ones(0, 2)), 'tensor([[0., 0.],\n        [0., 0.]])'],
      [() => torch.einsum(g, [0, 1], b, [1, 2], [2, 0]), 'tensor([[ 2.,  7., -3.],\n        [ 3.,  3.,  5.]])'],
      [
        () => torch.einsum(batch, ['...', 1], b, [1, 2]),
        'tensor([[[ 2.,  3.],\n         [ 7.,  3.],\n         [-3.,  5.]],\n\n        [[10.,  7.],\n         [ 1.,  5.],\n         [17., -1.]]])',
      ],
      [() => torch.einsum('ij,jk', [g, b]), 'tensor([[ 2.,  3.],\n        [ 7.,  3.],\n        [-3.,  5.]])'],
    ]);
  });

  describe('what PyTorch refuses', () => {
    const v = torch.ones(3);
    expectRefused([
      [() => torch.einsum('ij,jk', g), 'einsum(): fewer operands were provided than specified in the equation'],
      [() => torch.einsum('ij', g, g), 'einsum(): more operands were provided than specified in the equation'],
      [
        () => torch.einsum('ijk', g),
        'einsum(): the number of subscripts in the equation (3) does not match the number of dimensions (2) for operand 0 and no ellipsis was given',
      ],
      [
        () => torch.einsum('...ijk', g),
        'einsum(): the number of subscripts in the equation (3) is more than the number of dimensions (2) for operand 0',
      ],
      [
        () => torch.einsum('ij->k', g),
        'einsum(): output subscript k does not appear in the equation for any input operand',
      ],
      [() => torch.einsum('ij->ii', g), 'einsum(): output subscript i appears more than once in the output'],
      [
        () => torch.einsum('ij,jk', g, torch.ones(4, 3)),
        'einsum(): subscript j has size 4 for operand 1 which does not broadcast with previously seen size 3',
      ],
      [
        () => torch.einsum('ii', torch.ones(4, 3)),
        "einsum(): subscript i is repeated for operand 0 but the sizes don't match, 3 != 4",
      ],
      [
        () => torch.einsum('...ij,...jk', torch.ones(2, 3, 4), torch.ones(3, 4, 5)),
        'einsum(): dimension 0 covered by ellipsis in operand 1has size 3 which does not broadcast with previously seen ellipsis with size 2 for the respective dimension',
      ],
      [
        () => torch.einsum('i1', g),
        'einsum(): invalid subscript given at index 1 in the equation string, subscripts must be in [a-zA-Z]',
      ],
      [
        () => torch.einsum('ij->i->j', g),
        'einsum(): invalid subscript given at index 5 in the equation string, subscripts must be in [a-zA-Z]',
      ],
      [() => torch.einsum('i.j', g), "einsum(): found '.' for operand 0 that is not part of any ellipsis"],
      [() => torch.einsum('...i...', g), "einsum(): found '.' for operand 0 for which an ellipsis was already found"],
      [() => torch.einsum('ij->i.', g), "einsum(): found '.' for output that is not part of any ellipsis (...)"],
      [() => torch.einsum('ij->....', g), "einsum(): found '.' for output but an ellipsis (...) was already found"],
      [() => torch.einsum(g, [0, 60]), 'einsum(): subscript in subscript list is not within the valid range [0, 52)'],
      [
        () => torch.einsum('ij'),
        'einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list',
      ],
      [() => torch.einsum('ij', 3 as never), 'expected Tensor as element 0 in argument 1, but got int'],
      [
        () => torch.tensordot(g, torch.ones(4, 3), 1),
        'contracted dimensions need to match, but first has size 3 in dim -1 and second has size 4 in dim 0',
      ],
      [() => torch.tensordot(g, g, 3), 'tensordot expects dims < ndim_a or ndim_b, but got dims=3'],
      [() => torch.tensordot(g, g, [[0], [0, 1]]), 'both dimension lists should have same length'],
      [
        () =>
          torch.tensordot(g, g, [
            [0, 0],
            [0, 1],
          ]),
        'dim 0 appears multiple times in the list of dims',
      ],
      [() => torch.tensordot(g, g.double(), 1), 'both inputs should have same dtype'],
      [
        () => torch.inner(g, b),
        'inner() the last dimension must match on both input tensors but got shapes [3, 3] and [3, 2]',
      ],
      [() => L.multi_dot([g]), 'multi_dot(): expected at least 2 tensors but got 1'],
      [() => L.multi_dot([g, v, g]), 'multi_dot(): tensor 1 must be 2D but got 1D'],
      [
        () => L.multi_dot([g, torch.ones(4, 3)]),
        'multi_dot(): tensors 0 and 1 with shapes [3, 3] and [4, 3] cannot be multiplied',
      ],
      [() => torch.chain_matmul(), 'chain_matmul(): Expected one or more matrices'],
      [() => torch.cdist(v, g), 'cdist only supports at least 2D tensors, X1 got: 1D'],
      [() => torch.cdist(g, b), 'X1 and X2 must have the same number of columns. X1: 3 X2: 2'],
      [() => torch.cdist(g, g, -1), 'cdist only supports non-negative p values'],
      [() => torch.cdist(g.long(), g), 'cdist only supports floating-point dtypes, X1 got: Long'],
    ]);
  });
});
