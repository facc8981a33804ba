import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRows, grad, ints, m, second, strided, ties } from './rows.js';

const { tensor } = torch;

describe('norms', () => {
  describe('norms', () => {
    expectRows([
      [() => torch.norm(m), 'tensor(7.6811)'],
      [() => torch.norm(m, 1, 0), 'tensor([4., 6., 7.])'],
      [() => torch.norm(m, 'fro', [0, 1], true), 'tensor([[7.6811]])'],
      [() => torch.norm(strided, Infinity, 1), 'tensor([[ 8., 20.],\n        [10., 22.]])'],
      [() => torch.norm(m, { dtype: torch.float64 }), 'tensor(7.6811, dtype=torch.float64)'],
      [() => torch.linalg.vector_norm(tensor([0, 3, -4]), 0), 'tensor(2.)'],
      [() => torch.linalg.vector_norm(tensor([3, -4]), -Infinity), 'tensor(3.)'],
      [() => torch.linalg.vector_norm(tensor([3, -4]), 3), 'tensor(4.4979)'],
      [() => torch.linalg.vector_norm(tensor([0, 2]), -1), 'tensor(0.)'],
      [() => torch.linalg.vector_norm(tensor([1, NaN]), Infinity), 'tensor(nan)'],
      [() => torch.linalg.matrix_norm(m), 'tensor(7.6811)'],
      [() => torch.linalg.matrix_norm(m, 1), 'tensor(7.)'],
      [() => torch.linalg.matrix_norm(m, -Infinity), 'tensor(7.)'],
      [() => torch.linalg.matrix_norm(m, 2), 'tensor(7.2218)'],
      [() => torch.linalg.matrix_norm(m, -2, [-2, -1], true), 'tensor([[2.6163]])'],
      [() => torch.linalg.matrix_norm(strided, 'nuc', [0, 2]), 'tensor([26.0768, 33.1059])'],
      [() => torch.linalg.matrix_norm(torch.zeros(0, 3), 2), 'tensor(0.)'],
      [() => torch.norm(m, 'nuc'), 'tensor(9.8381)'],
      [() => torch.linalg.matrix_norm(torch.zeros(0, 3), Infinity), 'tensor(0.)'],
      [() => torch.linalg.matrix_norm(strided, -1, [2, 0]), 'tensor([20., 28.])'],
      [() => torch.linalg.norm(m, Infinity), 'tensor(10.)'],
      [() => torch.linalg.norm(m, null, 0), 'tensor([3.1623, 4.4721, 5.3852])'],
      [() => torch.linalg.norm(m, 1, 1, true), 'tensor([[ 7.],\n        [10.]])'],
      [() => torch.dist(m, ties), 'tensor(5.1962)'],
      [() => torch.dist(m, tensor(1), 1), 'tensor(11.)'],
      [() => grad((x) => x.norm(), [3, 4]), 'tensor([0.6000, 0.8000])'],
      [() => grad((x) => x.norm(), [0, 0]), 'tensor([0., 0.])'],
      [() => grad((x) => x.norm(1), [0, -2]), 'tensor([ 0., -1.])'],
      [() => grad((x) => x.norm(3), [1, -2]), 'tensor([ 0.2311, -0.9245])'],
      [() => grad((x) => x.norm(0.5), [1, -4]), 'tensor([ 3.0000, -1.5000])'],
      [() => grad((x) => x.norm(Infinity), [-2, 2, 1]), 'tensor([-0.5000,  0.5000,  0.0000])'],
      [
        () =>
          grad(
            (x) => torch.linalg.matrix_norm(x, 1),
            [
              [1, 2],
              [-3, 2],
            ],
          ),
        'tensor([[ 0.5000,  0.5000],\n        [-0.5000,  0.5000]])',
      ],
      [
        () =>
          grad(
            (x) => torch.linalg.matrix_norm(x, 'nuc'),
            [
              [3, 0],
              [0, 4],
            ],
          ),
        'tensor([[1., 0.],\n        [0., 1.]])',
      ],
      [() => grad((x) => torch.dist(x, tensor([1, 1])), [4, 5]), 'tensor([0.6000, 0.8000])'],
      [() => second((x) => x.norm(), [3, 4]), 'tensor([-0.0640,  0.0480], dtype=torch.float64)'],
      [() => second((x) => x.norm(3), [1, -2]), 'tensor([0.8218, 0.4109], dtype=torch.float64)'],
    ]);
  });

  describe('errors', () => {
    const rows: [call: () => unknown, name: string, message: string][] = [
      [
        () => torch.norm(ints),
        'NotImplementedError',
        'linalg.vector_norm: Expected a floating point or complex tensor as input. Got Long',
      ],
      [
        () => torch.norm(torch.zeros(0), Infinity),
        'RuntimeError',
        'linalg.vector_norm cannot compute the inf norm on an empty tensor because the operation does not have an identity',
      ],
      [
        () => torch.linalg.vector_norm(m.double(), { dtype: torch.float32 }),
        'RuntimeError',
        'linalg.vector_norm: the dtype of the input (Double) should be convertible without narrowing to the specified dtype (Float)',
      ],
      [
        () => torch.linalg.matrix_norm(m[0]),
        'RuntimeError',
        'linalg.matrix_norm: The input tensor A must have at least 2 dimensions.',
      ],
      [() => torch.linalg.matrix_norm(m, 3), 'RuntimeError', 'linalg.matrix_norm: Order 3 not supported.'],
      [
        () => torch.linalg.matrix_norm(m, 1, [0, 0]),
        'RuntimeError',
        'linalg.matrix_norm: dims must be different. Got (0, 0)',
      ],
      [
        () => torch.linalg.norm(strided, 2),
        'RuntimeError',
        'linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got 3D.',
      ],
      [
        () => torch.dist(ints, ints),
        'NotImplementedError',
        'norm(): input dtype should be either floating point or complex. Got Long instead.',
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
