import * as torch from '../../src/index.js';
import { batch, b, g, indefinite, singular, spd, tall, wide } from './matrices.js';
import { expectRefused } from './refused.js';

const { linalg: L, tensor } = torch;

describe('what PyTorch refuses in linear algebra', () => {
  const ints = torch.eye(3).long();
  const three = torch.stack([torch.eye(2), singular, torch.zeros(2, 2)]);
  const v = torch.ones(3);
  const pivots = tensor([1, 2, 3], { dtype: torch.int32 });
  expectRefused([
    [() => L.det(b), 'linalg.det: A must be batches of square matrices, but they are 3 by 2 matrices'],
    [() => L.det(v), 'linalg.det: The input tensor A must have at least 2 dimensions.'],
    [() => L.det(ints), 'linalg.det: Expected a floating point or complex tensor as input. Got Long'],
    [() => torch.logdet(b), 'logdet: A must be batches of square matrices, but they are 3 by 2 matrices'],
    [
      () => L.inv(singular),
      'linalg.inv: The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.',
    ],
    [
      () => L.inv(three),
      'linalg.inv: (Batch element 1): The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.',
    ],
    [
      () => L.inv_ex(singular, { check_errors: true }),
      'linalg.inv_ex: The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.',
    ],
    [
      () => L.solve(singular, torch.ones(2)),
      'torch.linalg.solve: The solver failed because the input matrix is singular.',
    ],
    [
      () => L.solve(g, torch.ones(4, 2)),
      'linalg.solve: Incompatible shapes of A and B for the equation AX = B (3x3 and 4x2)',
    ],
    [
      () => L.solve(g, v, { left: false }),
      'linalg.solve: Incompatible shapes of A and B for the equation XA = B (3x3 and 3x1)',
    ],
    [
      () => L.solve(g, b.double()),
      'linalg.solve: Expected A and B to have the same dtype, but found A of type Float and B of type Double instead',
    ],
    [
      () => L.solve(batch, torch.ones(5, 3, 2)),
      'The size of tensor a (2) must match the size of tensor b (5) at non-singleton dimension 0',
    ],
    [() => L.solve(g, 3 as never), "linalg_solve(): argument 'B' (position 2) must be Tensor, not int"],
    [
      () => L.solve_triangular(g, b, {} as never),
      'linalg_solve_triangular() missing 1 required positional arguments: "upper"',
    ],
    [
      () => L.solve_triangular(g, v, { upper: true }),
      'linalg.solve_triangular: The input tensor B must have at least 2 dimensions.',
    ],
    [() => L.solve_triangular(ints, ints, { upper: true }), `"triangular_solve_cpu" not implemented for 'Long'`],
    [
      () => L.cholesky(indefinite),
      'linalg.cholesky: The factorization could not be completed because the input is not positive-definite (the leading minor of order 1 is not positive-definite).',
    ],
    [
      () => L.cholesky(torch.stack([spd, indefinite])),
      'linalg.cholesky: (Batch element 1): The factorization could not be completed because the input is not positive-definite (the leading minor of order 1 is not positive-definite).',
    ],
    [
      () => torch.cholesky_inverse(torch.zeros(2, 2)),
      'cholesky_inverse: The diagonal element 1 is zero, the inversion could not be completed because the input matrix is singular.',
    ],
    [
      () => torch.cholesky_solve(torch.ones(4, 2), g),
      'Incompatible matrix sizes for cholesky_solve: each A matrix is 3 by 3 but each b matrix is 4 by 2',
    ],
    [
      () => L.lu_factor(singular),
      'torch.linalg.lu_factor: U[2,2] is zero and using it on lu_solve would result in a division by zero.',
    ],
    [() => L.lu_factor(v), 'torch.lu_factor: Expected tensor with 2 or more dimensions. Got size: [3] instead'],
    [() => L.lu_factor(g, { pivot: false }), 'linalg.lu_factor: LU without pivoting is not implemented on the CPU'],
    [() => L.lu_solve(g, v, b), 'linalg.lu_solve: pivots should be a Tensor of scalar type torch.int32'],
    [() => L.lu_solve(g, pivots.mul(5), b), 'Pivots given to lu_solve must all be smaller or equal to LU.size(-2).'],
    [() => torch.lu_unpack(g, pivots['0:2']), 'Expected LU_pivots to have shape [3] but got [2] instead.'],
    [
      () => L.qr(g, 'full' as never),
      "qr received unrecognized mode 'full' but expected one of 'reduced' (default), 'r', or 'complete'",
    ],
    [
      () => L.qr(tall.clone().requires_grad_(), 'complete').R.sum().backward(),
      "The QR decomposition is not differentiable when mode='complete' and nrows > ncols.",
    ],
    [
      () => L.qr(tall.clone().requires_grad_(), 'r').R.sum().backward(),
      "The derivative of linalg.qr depends on Q, which is not computed when mode='r'.",
    ],
    [
      () => L.svd(torch.full([2, 2], NaN)),
      'linalg.svd: The algorithm failed to converge because the input matrix contained non-finite values.',
    ],
    [
      () => L.svd(g, { driver: 'gesvd' }),
      'torch.linalg.svd: keyword argument `driver=` is only supported on CUDA inputs with cuSOLVER backend.',
    ],
    [
      () => L.eigh(torch.full([3, 3], NaN)),
      'linalg.eigh: The algorithm failed to converge because the input matrix is ill-conditioned or has too many repeated eigenvalues (error code: 2).',
    ],
    [() => L.eigh(g, 'X' as never), "Expected UPLO argument to be 'L' or 'U', but got X"],
    [
      () => L.lstsq(g, b, { driver: 'x' as never }),
      'torch.linalg.lstsq: parameter `driver` should be one of (gels, gelsy, gelsd, gelss)',
    ],
    [() => L.lstsq(g, torch.ones(2, 2)), 'torch.linalg.lstsq: input.size(-2) should match other.size(-2)'],
    [
      () => L.pinv(v),
      'linalg.pinv(Float{[3]}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types',
    ],
    [() => L.matrix_rank(ints), "This function doesn't handle types other than float and double"],
    [() => L.cond(g, 3), 'linalg.cond got an invalid norm type: 3'],
    [() => L.cond(b, 1), 'linalg.cond(ord=1): A must be batches of square matrices, but they are 3 by 2 matrices'],
    [() => L.polar(wide), 'linalg.polar: input must have at least as many rows as columns, but got 2 by 3 matrices'],
    [
      () => L.householder_product(wide, torch.ones(2)),
      'torch.linalg.householder_product: input.shape[-2] must be greater than or equal to input.shape[-1]',
    ],
    [
      () => L.tensorinv(tall, 1),
      'Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got 2 != 3',
    ],
    [() => L.vander(v, { N: 1 }), 'N must be greater than 1.'],
    [() => torch.vander(g), 'x must be a one-dimensional tensor.'],
    [() => L.cross(torch.ones(2), torch.ones(2)), 'linalg.cross: inputs dimension -1 must have length 3. Got 2 and 2'],
    [() => torch.cross(singular, singular), 'no dimension of size 3 in input'],
    [() => L.ldl_solve(g, v, b), 'torch.linalg.ldl_solve: Expected pivots to be integers. Got Float'],
  ]);
});
