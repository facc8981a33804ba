import { no_grad } from '../../autograd/modes.js';
import { ndtr } from '../../ndarray/special/index.js';
import { empty } from '../../ops/index.js';
import { where } from '../../ops/index.js';
import type { Generator } from '../../random/generator.js';
import { randperm } from '../../random/index.js';
import '../../random/inplace.js'; // Tensor's uniform_ and normal_
import type { Trailing } from '../../tensor/constructor.js';
import { float64 } from '../../tensor/dtype.js';
import { ValueError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';

// Random initial values, drawn as PyTorch draws them.

/** Options of all random initial values. */
export interface GeneratorOption {
  /** Where the random numbers come from; by default the generator that `torch.manual_seed` sets. */
  generator?: Generator | null;
}

const uniformSignature = new Signature('uniform_(Tensor tensor, float a=0, float b=1, *, any? generator=None)');

/**
 * Fills a tensor with numbers from the uniform distribution over [a, b).
 *
 * @param tensor what is filled
 * @param options `a` (default 0), `b` (default 1), `generator`
 * @returns the tensor
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.init.uniform_(torch.empty(2), -1, 1)); // tensor([-0.0075,  0.5364])
 * @see PyTorch: `torch.nn.init.uniform_`
 */
export function uniform_(
  tensor: Tensor,
  ...options: Trailing<[a: number, b: number], { a?: number; b?: number } & GeneratorOption>
): Tensor {
  const [x, a, b, generator] = uniformSignature.bind([tensor, ...options]);
  return no_grad(() => x.uniform_(a, b, { generator: generator as Generator | null }));
}

const normalSignature = new Signature('normal_(Tensor tensor, float mean=0, float std=1, *, any? generator=None)');

/**
 * Fills a tensor with numbers from the normal distribution N(mean, std²).
 *
 * @param tensor what is filled
 * @param options `mean` (default 0), `std` (default 1), `generator`
 * @returns the tensor
 * @example
 * torch.manual_seed(0);
 * console.log(torch.nn.init.normal_(torch.empty(2))); // tensor([ 1.5410, -0.2934])
 * @see PyTorch: `torch.nn.init.normal_`
 */
export function normal_(
  tensor: Tensor,
  ...options: Trailing<[mean: number, std: number], { mean?: number; std?: number } & GeneratorOption>
): Tensor {
  const [x, mean, std, generator] = normalSignature.bind([tensor, ...options]);
  return no_grad(() => x.normal_(mean, std, { generator: generator as Generator | null }));
}

const truncSignature = new Signature(
  'trunc_normal_(Tensor tensor, float mean=0, float std=1, float a=-2, float b=2, *, any? generator=None)',
);

/**
 * Fills a tensor with numbers from the normal distribution N(mean, std²), restricted to [a, b].
 *
 * Numbers outside are drawn again. Where that would be too often, candidates from the uniform distribution over [a, b] are
 * kept with a probability proportional to the normal density.
 *
 * @param tensor what is filled
 * @param options `mean` (default 0), `std` (default 1), `a` (default -2), `b` (default 2), `generator`
 * @returns the tensor
 * @example
 * torch.manual_seed(0);
 * const w = torch.nn.init.trunc_normal_(torch.empty(1000), { a: -0.5, b: 0.5 });
 * console.log(w.abs().max().le(0.5)); // tensor(True)
 * @see PyTorch: `torch.nn.init.trunc_normal_`
 */
export function trunc_normal_(
  tensor: Tensor,
  ...options: Trailing<
    [mean: number, std: number, a: number, b: number],
    { mean?: number; std?: number; a?: number; b?: number } & GeneratorOption
  >
): Tensor {
  const [x, mean, std, a, b, given] = truncSignature.bind([tensor, ...options]);
  const generator = given as Generator | null;
  const inside = ndtr((b - mean) / std) - ndtr((a - mean) / std);
  const like = () => empty([...x.sizes], { dtype: x.dtype });
  /** Draws until every number has been accepted. */
  const repeat = (draw: (into: Tensor) => Tensor, rejected: (candidates: Tensor) => Tensor): Tensor => {
    let result = draw(x);
    for (let again = rejected(result); again.any().item();) {
      const candidates = draw(like());
      result = where(again, candidates, result);
      again = again.logical_and(rejected(candidates));
    }
    return result === x ? x : x.copy_(result);
  };
  if (inside > 0.3)
    return no_grad(() =>
      repeat(
        (z) => z.normal_(mean, std, { generator }),
        (z) => z.lt(a).logical_or(z.gt(b)),
      ),
    );
  const logPeak = -0.5 * ((Math.max(a, Math.min(mean, b)) - mean) / std) ** 2;
  return no_grad(() =>
    repeat(
      (z) => z.uniform_(a, b, { generator }),
      (z) => {
        const logDensity = z.sub(mean).div(std).pow(2).mul(-0.5).sub(logPeak);
        return like().uniform_(0, 1, { generator }).log().gt(logDensity);
      },
    ),
  );
}

const orthogonalSignature = new Signature('orthogonal_(Tensor tensor, float gain=1, *, any? generator=None)');

/**
 * Fills a tensor with a random orthogonal matrix: its rows (or columns, if there are fewer) are orthonormal.
 *
 * It is the factor Q of a matrix of normal numbers, with the signs that make the diagonal of R positive. Dimensions beyond
 * the second count as columns.
 *
 * @param tensor what is filled, of at least 2 dimensions
 * @param options `gain`: a factor, default 1; `generator`
 * @returns the tensor
 * @throws ValueError for fewer than 2 dimensions
 * @example
 * const w = torch.nn.init.orthogonal_(torch.empty(3, 5));
 * console.log(torch.allclose(w.matmul(w.transpose(0, 1)), torch.eye(3), { atol: 1e-6 })); // true
 * @see PyTorch: `torch.nn.init.orthogonal_`; Mezzadri, How to generate random matrices from the classical compact groups
 */
export function orthogonal_(
  tensor: Tensor,
  ...options: Trailing<[gain: number], { gain?: number } & GeneratorOption>
): Tensor {
  const [x, gain, generator] = orthogonalSignature.bind([tensor, ...options]);
  if (x.ndim < 2) throw new ValueError('Only tensors with 2 or more dimensions are supported');
  if (x.numel() === 0) return x;
  const rows = x.sizes[0];
  const columns = x.numel() / rows;
  return no_grad(() => {
    const drawn = empty(rows, columns, { dtype: x.dtype }).normal_(0, 1, { generator: generator as Generator | null });
    const q = rows < columns ? orthonormalRows(drawn) : orthonormalRows(drawn.transpose(0, 1)).transpose(0, 1);
    return x.copy_(q.mul(gain).reshape(x.sizes));
  });
}

/** The rows made orthogonal to those before them and of length 1 (Gram–Schmidt, in double precision). */
function orthonormalRows(matrix: Tensor): Tensor {
  const rows = matrix.to(float64).clone();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const before = rows[`0:${i}`];
    for (let pass = 0; pass < 2; pass++) row.sub_(before.matmul(row).matmul(before)); // the second removes what rounding left
    row.div_(row.dot(row).sqrt());
  }
  return rows;
}

const sparseSignature = new Signature('sparse_(Tensor tensor, float sparsity, float std=0.01, *, any? generator=None)');

/**
 * Fills a matrix with numbers from N(0, std²), and in each column a fraction of the rows with zeros.
 *
 * @param tensor a matrix
 * @param options `sparsity`: the fraction of each column that is zero; `std` (default 0.01); `generator`
 * @returns the tensor
 * @throws ValueError for what is no matrix
 * @example
 * console.log(torch.nn.init.sparse_(torch.empty(10, 2), 0.3).eq(0).sum(0)); // tensor([3, 3])
 * @see PyTorch: `torch.nn.init.sparse_`; Martens, Deep learning via Hessian-free optimization
 */
export function sparse_(
  tensor: Tensor,
  ...options: Trailing<[sparsity: number, std: number], { sparsity?: number; std?: number } & GeneratorOption>
): Tensor {
  const [x, sparsity, std, generator] = sparseSignature.bind([tensor, ...options]);
  if (x.ndim !== 2) throw new ValueError('Only tensors with 2 dimensions are supported');
  const [rows, columns] = x.sizes;
  const zeros = Math.ceil(sparsity * rows);
  return no_grad(() => {
    x.normal_(0, std, { generator: generator as Generator | null });
    for (let column = 0; column < columns; column++) x.index_put_([randperm(rows)[`:${zeros}`], column], 0);
    return x;
  });
}
