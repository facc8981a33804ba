import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { batch, b, g, indefinite, singular, spd, tall, wide } from './matrices.js';
import { expectRows } from './rows.js';

const { linalg: L, tensor } = torch;

type Pair = readonly [torch.Tensor, torch.Tensor];
/** A result with two names as a pair, to be spread over two parameters. */
const pair = ([first, second]: Pair): Pair => [first, second];
const compact = (A: torch.Tensor): Pair => pair(L.lu_factor(A));
const ldl = (A: torch.Tensor): Pair => pair(L.ldl_factor(A));

describe('linear algebra', () => {
  describe('determinants and inverses', () => {
    expectRows([
      [() => L.det(batch), 'tensor([-23.,  43.])'],
      [() => L.det(singular), 'tensor(-0.)'],
      [() => L.det(torch.zeros(2, 0, 0)), 'tensor([1., 1.])'],
      [() => L.det(batch.mT.contiguous().mT), 'tensor([-23.,  43.])'],
      [() => L.slogdet(g).logabsdet, 'tensor(3.1355)'],
      [() => L.slogdet(g)[0], 'tensor(-1.)'],
      [() => L.slogdet(singular).logabsdet, 'tensor(-inf)'],
      [() => torch.logdet(batch), 'tensor([   nan, 3.7612])'],
      [
        () => L.inv(batch),
        'tensor([[[ 0.4783,  0.0435,  0.0870],\n         [-0.0435,  0.0870,  0.1739],\n         [-0.1739,  0.3478, -0.3043]],\n\n        [[ 0.3488, -0.1163, -0.1395],\n         [-0.1163,  0.3721,  0.0465],\n         [-0.1395,  0.0465,  0.2558]]])',
      ],
      [
        () => g.inverse(),
        'tensor([[ 0.4783,  0.0435,  0.0870],\n        [-0.0435,  0.0870,  0.1739],\n        [-0.1739,  0.3478, -0.3043]])',
      ],
      [() => L.inv_ex(singular).info, 'tensor(2, dtype=torch.int32)'],
      [() => L.pinv(singular), 'tensor([[0.0400, 0.0800],\n        [0.0800, 0.1600]])'],
      [
        () => L.pinv(batch[':, :, :2']),
        'tensor([[[ 0.4109,  0.1783, -0.0310],\n         [-0.0543,  0.1085,  0.1550]],\n\n        [[ 0.2050, -0.0683,  0.1242],\n         [-0.0435,  0.3478, -0.0870]]])',
      ],
      [
        () => L.pinv(spd, { hermitian: true }),
        'tensor([[ 0.3488, -0.1163, -0.1395],\n        [-0.1163,  0.3721,  0.0465],\n        [-0.1395,  0.0465,  0.2558]])',
      ],
      [
        () => L.pinv(g, { rtol: 0.5 }),
        'tensor([[ 0.1617,  0.1942, -0.1108],\n        [-0.0582,  0.0940,  0.1647],\n        [ 0.1536,  0.1919, -0.0997]])',
      ],
      [() => L.matrix_rank(batch), 'tensor([3, 3])'],
      [() => L.matrix_rank(singular, { hermitian: true }), 'tensor(1)'],
      [() => L.matrix_rank(g, { atol: 3.5 }), 'tensor(1)'],
      [() => L.matrix_rank(batch, { atol: tensor([3.5, 0]) }), 'tensor([1, 3])'],
      [() => L.cond(batch), 'tensor([2.9697, 3.5954])'],
      [() => L.cond(batch, -2), 'tensor([0.3367, 0.2781])'],
      [() => L.cond(g, 1), 'tensor(5.5652)'],
      [() => L.cond(g, 'nuc'), 'tensor(10.9547)'],
      [() => L.cond(singular, 'fro'), 'tensor(inf)'],
    ]);
  });
  describe('systems of equations', () => {
    expectRows([
      [() => L.solve(g, b), 'tensor([[ 0.7391,  0.9130],\n        [ 0.4783, -0.1739],\n        [-1.0870,  0.3043]])'],
      [() => L.solve(g, b[':, 0']), 'tensor([ 0.7391,  0.4783, -1.0870])'],
      [() => L.solve(batch, b[':, 0']), 'tensor([[ 0.7391,  0.4783, -1.0870],\n        [-0.0698,  0.0233,  0.6279]])'],
      [
        () => L.solve(batch, b),
        'tensor([[[ 0.7391,  0.9130],\n         [ 0.4783, -0.1739],\n         [-1.0870,  0.3043]],\n\n        [[-0.0698,  0.7209],\n         [ 0.0233,  0.0930],\n         [ 0.6279, -0.4884]]])',
      ],
      [
        () => L.solve(g, b.mT, { left: false }),
        'tensor([[-0.0435,  1.0870, -0.8261],\n        [ 1.0870, -0.1739,  0.6522]])',
      ],
      [() => L.solve_ex(singular, torch.ones(2)).info, 'tensor(2, dtype=torch.int32)'],
      [
        () => L.solve_triangular(g, b, { upper: true }),
        'tensor([[ 1.5000,  0.8333],\n        [ 2.0000, -0.3333],\n        [-3.0000,  1.0000]])',
      ],
      [
        () => L.solve_triangular(g, b.mT, { upper: false, left: false, unitriangular: true }),
        'tensor([[ 13., -12.,   3.],\n        [ -3.,   5.,  -1.]])',
      ],
      [
        () => L.solve_triangular(batch, b, { upper: true, unitriangular: true }),
        'tensor([[[-5.,  5.],\n         [-6.,  3.],\n         [ 3., -1.]],\n\n        [[-5.,  3.],\n         [ 0.,  1.],\n         [ 3., -1.]]])',
      ],
      [
        () => torch.triangular_solve(b, g, { transpose: true }).solution,
        'tensor([[ 0.5000,  1.0000],\n        [ 0.1667,  0.6667],\n        [-2.6667,  2.3333]])',
      ],
      [
        () => torch.cholesky_solve(b, L.cholesky(spd)),
        'tensor([[-0.0698,  0.7209],\n        [ 0.0233,  0.0930],\n        [ 0.6279, -0.4884]])',
      ],
      [
        () => torch.cholesky_solve(b, L.cholesky(spd, { upper: true }), true),
        'tensor([[-0.0698,  0.7209],\n        [ 0.0233,  0.0930],\n        [ 0.6279, -0.4884]])',
      ],
      [
        () => torch.cholesky_inverse(L.cholesky(spd)),
        'tensor([[ 0.3488, -0.1163, -0.1395],\n        [-0.1163,  0.3721,  0.0465],\n        [-0.1395,  0.0465,  0.2558]])',
      ],
      [
        () => L.lu_solve(...compact(g), b),
        'tensor([[ 0.7391,  0.9130],\n        [ 0.4783, -0.1739],\n        [-1.0870,  0.3043]])',
      ],
      [
        () => L.lu_solve(...compact(g), b, { adjoint: true }),
        'tensor([[-0.0435,  1.0870],\n        [ 1.0870, -0.1739],\n        [-0.8261,  0.6522]])',
      ],
      [
        () => L.lu_solve(...compact(batch), b.mT, { left: false }),
        'tensor([[[-0.0435,  1.0870, -0.8261],\n         [ 1.0870, -0.1739,  0.6522]],\n\n        [[-0.0698,  0.0233,  0.6279],\n         [ 0.7209,  0.0930, -0.4884]]])',
      ],
      [
        () => torch.lu_solve(b, ...compact(g)),
        'tensor([[ 0.7391,  0.9130],\n        [ 0.4783, -0.1739],\n        [-1.0870,  0.3043]])',
      ],
      [
        () => L.ldl_solve(...ldl(spd), b),
        'tensor([[-0.0698,  0.7209],\n        [ 0.0233,  0.0930],\n        [ 0.6279, -0.4884]])',
      ],
      [() => L.lstsq(tall, b).solution, 'tensor([[-1.7593,  1.0926],\n        [ 1.3148, -0.6481]])'],
      [() => L.lstsq(tall, b, { driver: 'gelsd' }).residuals, 'tensor([0.0185, 5.3519])'],
      [() => L.lstsq(tall, b, { driver: 'gelsd' }).singular_values, 'tensor([11.6448,  0.6311])'],
      [() => L.lstsq(wide, torch.ones(2)).solution, 'tensor([-0.1111,  0.5556, -0.1111])'],
      [() => L.lstsq(singular, torch.ones(2)).solution, 'tensor([0.1200, 0.2400])'],
      [() => L.lstsq(singular, torch.ones(2, 1)).rank, 'tensor(1)'],
      [() => L.lstsq(torch.zeros(3, 0), b).solution, 'tensor([], size=(0, 2))'],
      [() => L.lstsq(torch.zeros(2, 2), torch.ones(2), { driver: 'gels' }).rank, 'tensor([], dtype=torch.int64)'],
      [
        () => L.tensorsolve(torch.eye(4).mul(2).reshape(2, 2, 4), torch.ones(2, 2)),
        'tensor([0.5000, 0.5000, 0.5000, 0.5000])',
      ],
      [
        () => L.tensorinv(torch.eye(4).mul(2).reshape(4, 2, 2), 1),
        'tensor([[[0.5000, 0.0000, 0.0000, 0.0000],\n         [0.0000, 0.5000, 0.0000, 0.0000]],\n\n        [[0.0000, 0.0000, 0.5000, 0.0000],\n         [0.0000, 0.0000, 0.0000, 0.5000]]])',
      ],
    ]);
  });
  describe('decompositions, with the signs that LAPACK gives', () => {
    expectRows([
      [
        () => L.cholesky(spd),
        'tensor([[ 2.0000,  0.0000,  0.0000],\n        [ 0.5000,  1.6583,  0.0000],\n        [ 1.0000, -0.3015,  1.9771]])',
      ],
      [
        () => L.cholesky(spd, { upper: true }),
        'tensor([[ 2.0000,  0.5000,  1.0000],\n        [ 0.0000,  1.6583, -0.3015],\n        [ 0.0000,  0.0000,  1.9771]])',
      ],
      [() => L.cholesky_ex(indefinite).info, 'tensor(1, dtype=torch.int32)'],
      [
        () => L.lu_factor(tall).LU,
        'tensor([[ 5.0000,  9.0000],\n        [ 0.6000, -1.4000],\n        [ 0.2000, -0.1429]])',
      ],
      [() => L.lu_factor(tall).pivots, 'tensor([3, 2], dtype=torch.int32)'],
      [() => L.lu(g).P, 'tensor([[1., 0., 0.],\n        [0., 0., 1.],\n        [0., 1., 0.]])'],
      [() => L.lu(wide).U, 'tensor([[2.0000, 4.0000, 9.0000],\n        [0.0000, 1.0000, 0.5000]])'],
      [() => L.lu(tall).L, 'tensor([[ 1.0000,  0.0000],\n        [ 0.6000,  1.0000],\n        [ 0.2000, -0.1429]])'],
      [() => L.lu_factor_ex(singular).info, 'tensor(2, dtype=torch.int32)'],
      [() => torch.lu(g, { get_infos: true })[2], 'tensor(0, dtype=torch.int32)'],
      [
        () => torch.lu_unpack(...compact(g)).L,
        'tensor([[1.0000, 0.0000, 0.0000],\n        [0.0000, 1.0000, 0.0000],\n        [0.5000, 0.8750, 1.0000]])',
      ],
      [
        () => L.ldl_factor(indefinite).LD,
        'tensor([[ 0.0000,  0.0000,  0.0000],\n        [ 3.0000,  1.0000,  0.0000],\n        [ 1.7778,  0.6667, -7.5556]])',
      ],
      [() => L.ldl_factor(indefinite).pivots, 'tensor([-3, -3,  3], dtype=torch.int32)'],
      [() => L.qr(tall).Q, 'tensor([[-0.1690,  0.2530],\n        [-0.5071, -0.8511],\n        [-0.8452,  0.4600]])'],
      [
        () => L.qr(tall, 'complete').Q,
        'tensor([[-0.1690,  0.2530, -0.9526],\n        [-0.5071, -0.8511, -0.1361],\n        [-0.8452,  0.4600,  0.2722]])',
      ],
      [() => L.qr(wide).R, 'tensor([[ -2.2361,  -4.9193, -10.2859],\n        [  0.0000,  -0.8944,  -0.4472]])'],
      [
        () => L.qr(g, { mode: 'r' }).R,
        'tensor([[-2.2361, -0.4472, -0.8944],\n        [ 0.0000, -5.0794, -0.3150],\n        [ 0.0000,  0.0000, -2.0250]])',
      ],
      [() => L.qr(g, { mode: 'r' }).Q, 'tensor([])'],
      [() => L.qr(torch.zeros(2, 0), 'complete').Q, 'tensor([[1., 0.],\n        [0., 1.]])'],
      [
        () => torch.geqrf(tall).a,
        'tensor([[-5.9161, -9.9728],\n        [ 0.4338,  1.2421],\n        [ 0.7230, -0.1413]])',
      ],
      [() => torch.geqrf(tall).tau, 'tensor([1.1690, 1.9608])'],
      [
        () => torch.orgqr(...pair(torch.geqrf(tall))),
        'tensor([[-0.1690,  0.2530],\n        [-0.5071, -0.8511],\n        [-0.8452,  0.4600]])',
      ],
      [() => L.householder_product(torch.zeros(3, 0), torch.zeros(0)), 'tensor([], size=(3, 0))'],
      [() => L.householder_product(torch.zeros(0, 3, 2), torch.zeros(0, 2)), 'tensor([], size=(0, 3, 2))'],
      [
        () => torch.ormqr(torch.geqrf(tall).a, torch.geqrf(tall).tau, b),
        'tensor([[-3.0268,  0.8675],\n        [-0.9153, -1.7292],\n        [-0.0287, -1.5024]])',
      ],
      [
        () => L.svd(g).U,
        'tensor([[-0.1720, -0.5932,  0.7864],\n        [ 0.6312, -0.6793, -0.3744],\n        [ 0.7563,  0.4320,  0.4913]])',
      ],
      [
        () => L.svd(g).Vh,
        'tensor([[ 0.0560,  0.9935,  0.0988],\n        [-0.7172,  0.1089, -0.6883],\n        [ 0.6946,  0.0323, -0.7187]])',
      ],
      [
        () => L.svd(tall).U,
        'tensor([[-0.1916,  0.2364, -0.9526],\n        [-0.4266, -0.8941, -0.1361],\n        [-0.8839,  0.3803,  0.2722]])',
      ],
      [() => L.svd(wide, false).Vh, 'tensor([[ 0.1916,  0.4266,  0.8839],\n        [ 0.2364, -0.8941,  0.3803]])'],
      [
        () => L.svd(wide).Vh,
        'tensor([[ 0.1916,  0.4266,  0.8839],\n        [ 0.2364, -0.8941,  0.3803],\n        [-0.9526, -0.1361,  0.2722]])',
      ],
      [() => L.svdvals(batch), 'tensor([[5.1240, 2.6015, 1.7254],\n        [6.6691, 3.4760, 1.8549]])'],
      [() => L.svd(torch.zeros(2, 0)).U, 'tensor([[1., 0.],\n        [0., 1.]])'],
      [
        () => torch.svd(wide).V,
        'tensor([[ 0.1916,  0.2364],\n        [ 0.4266, -0.8941],\n        [ 0.8839,  0.3803]])',
      ],
      [() => torch.svd(tall, { compute_uv: false }).S, 'tensor([11.6448,  0.6311])'],
      [() => L.eigh(spd).eigenvalues, 'tensor([1.8549, 3.4760, 6.6691])'],
      [
        () => L.eigh(spd).eigenvectors,
        'tensor([[-0.6793, -0.3744, -0.6312],\n        [ 0.5932, -0.7864, -0.1720],\n        [ 0.4320,  0.4913, -0.7563]])',
      ],
      [
        () => L.eigh(batch, 'U').eigenvectors,
        'tensor([[[-0.1024, -0.9159, -0.3881],\n         [-0.3960, -0.3204,  0.8606],\n         [ 0.9125, -0.2418,  0.3299]],\n\n        [[-0.6793, -0.3744,  0.6312],\n         [ 0.5932, -0.7864,  0.1720],\n         [ 0.4320,  0.4913,  0.7563]]])',
      ],
      [() => L.eigvalsh(batch), 'tensor([[-3.5229,  1.8520,  5.6709],\n        [ 1.8549,  3.4760,  6.6691]])'],
      [() => L.eigvalsh(batch, 'U'), 'tensor([[-1.8678,  1.6502,  4.2176],\n        [ 1.8549,  3.4760,  6.6691]])'],
      [
        () =>
          L.eigh(
            tensor([
              [-2, 1],
              [1, -2],
            ]),
          ).eigenvectors,
        'tensor([[ 0.7071,  0.7071],\n        [-0.7071,  0.7071]])',
      ],
      [() => L.polar(tall).U, 'tensor([[-0.1070,  0.2849],\n        [ 0.9871, -0.0843],\n        [ 0.1191,  0.9549]])'],
      [() => L.polar(tall).H, 'tensor([[3.4497, 4.8062],\n        [4.8062, 8.8261]])'],
      [
        () => L.matrix_sqrth(spd),
        'tensor([[ 1.9186,  0.2805,  0.4902],\n        [ 0.2805,  1.7088, -0.0353],\n        [ 0.4902, -0.0353,  2.1814]])',
      ],
    ]);
  });
  describe('powers and other functions', () => {
    expectRows([
      [
        () => L.matrix_exp(g.div(4)),
        'tensor([[ 1.5908, -0.4968, -0.0923],\n        [ 0.4968,  2.4566,  0.7168],\n        [ 0.1845,  1.4335,  1.0692]])',
      ],
      [() => torch.matrix_exp(torch.zeros(1, 2, 2)), 'tensor([[[1., 0.],\n         [0., 1.]]])'],
      [
        () => L.matrix_power(g, 3),
        'tensor([[  1., -26.,  -8.],\n        [ 26.,  59.,  28.],\n        [ 16.,  56.,   7.]])',
      ],
      [
        () => g.matrix_power(-2),
        'tensor([[ 0.2117,  0.0548,  0.0227],\n        [-0.0548,  0.0662, -0.0416],\n        [-0.0454, -0.0832,  0.1380]])',
      ],
      [
        () => L.matrix_power(batch, 0),
        'tensor([[[1., 0., 0.],\n         [0., 1., 0.],\n         [0., 0., 1.]],\n\n        [[1., 0., 0.],\n         [0., 1., 0.],\n         [0., 0., 1.]]])',
      ],
      [
        () =>
          L.matrix_power(
            tensor([
              [1n, 1n],
              [1n, 0n],
            ]),
            10,
          ),
        'tensor([[89, 55],\n        [55, 34]])',
      ],
      [
        () => L.vander(tensor([1n, 2n, 3n]), { N: 4 }),
        'tensor([[ 1,  1,  1,  1],\n        [ 1,  2,  4,  8],\n        [ 1,  3,  9, 27]])',
      ],
      [() => torch.vander(tensor([1, 2, 3]), 1), 'tensor([[1.],\n        [1.],\n        [1.]])'],
      [() => torch.vander(tensor([1, 2, 3]), 2), 'tensor([[1., 1.],\n        [2., 1.],\n        [3., 1.]])'],
      [() => L.diagonal(batch, { offset: 1 }), 'tensor([[-1.,  2.],\n        [ 1.,  0.]])'],
      [
        () => L.cross(g, spd[0].unsqueeze(0)),
        'tensor([[ -2.,  -4.,   6.],\n        [  4.,   6., -11.],\n        [  9.,  -4., -16.]])',
      ],
      [() => torch.cross(b, b.flip(0)), 'tensor([[ 0.,  3.],\n        [ 8., -3.],\n        [ 0.,  3.]])'],
      [() => L.vecdot(batch, b[':, 0']), 'tensor([[ 2.,  7., -3.],\n        [10.,  1., 17.]])'],
      [() => L.matmul(g, b), 'tensor([[ 2.,  3.],\n        [ 7.,  3.],\n        [-3.,  5.]])'],
    ]);
  });

  it('gives parts of results by name and by position', () => {
    const result = L.svd(g, false);
    const [U, S, Vh] = result;
    expect(result.U).to.equal(U);
    expect(result.S).to.equal(S);
    expect(result.Vh).to.equal(Vh);
    expect(String(L.slogdet(torch.eye(2)))).to.equal(
      'torch.return_types.linalg_slogdet(\nsign=tensor(1.),\nlogabsdet=tensor(0.))',
    );
  });

  it('puts the names of PyTorch into the graph', () => {
    const A = spd.clone().requires_grad_();
    const names: [torch.Tensor, string][] = [
      [L.det(A), 'LinalgDetBackward0'],
      [L.inv(A), 'LinalgInvExBackward0'],
      [L.solve(A, b), 'LinalgSolveExBackward0'],
      [L.cholesky(A), 'LinalgCholeskyExBackward0'],
      [L.lu(A).L, 'LinalgLuBackward0'],
      [L.qr(A).Q, 'LinalgQrBackward0'],
      [L.svdvals(A), 'LinalgSvdBackward0'],
      [L.eigvalsh(A), 'LinalgEighBackward0'],
      [L.pinv(A), 'LinalgPinvBackward0'],
      [L.lstsq(A, b).solution, 'LinalgLstsqBackward0'],
      [L.matrix_exp(A), 'LinalgMatrixExpBackward0'],
    ];
    for (const [x, name] of names) expect(x.grad_fn?.name()).to.equal(name);
    expect(L.lu(A).P.requires_grad).to.equal(false);
  });

  it('computes float32 in double precision, and rounds once', () => {
    // from ill-conditioned to large: PyTorch's float32 results differ here from the exact ones in the fifth digit
    const hilbert = torch.div(1, torch.arange(1, 6).unsqueeze(1).add(torch.arange(5)));
    const large = hilbert.mul(16).sub(torch.arange(5));
    const ops: ((A: torch.Tensor) => torch.Tensor)[] = [
      (A) => L.matrix_exp(A),
      (A) => L.ldl_factor(A).LD,
      (A) => L.det(A),
      (A) => L.inv(A),
      (A) => L.svdvals(A),
    ];
    for (const f of ops)
      for (const A of [hilbert, large]) expect(f(A).equal(f(A.double()).float()), String(f)).to.equal(true);
  });

  it('throws its own kind of error, which is a RuntimeError, where a matrix has no inverse', () => {
    expect(() => L.inv(singular))
      .to.throw(L.LinAlgError)
      .with.property('name', 'LinAlgError');
    expect(() => L.lu_factor(singular))
      .to.throw()
      .and.not.instanceOf(L.LinAlgError);
  });
});
