// What the WebAssembly modules export: the kernels of one element type (f32 or f64, below: real), raw. They know memory only.
//
// Pointers (`a`, `o`, ...) are byte addresses and need no alignment beyond the element's own; `o` is where the result goes. `n`,
// `R` (rows), `C` (columns) and strides count elements; all of them may be 0 unless said otherwise. Nothing is read or written
// past the end. In pointwise kernels `o` may be one of the operands; elsewhere it must overlap none. Masks and the results of
// comparisons are bytes, 0 or 1; flags are 0 or 1; positions are i64.

/** o[i] = f(a[i]). */
export type Unary = (a: number, o: number, n: number) => void;

/** o[i] = f(a[i], b[i]). */
export type Binary = (a: number, b: number, o: number, n: number) => void;

/** o[i] = f(a[i], s). */
export type BinaryScalar = (a: number, s: number, o: number, n: number) => void;

/** o[i] = f(s, a[i]). */
export type ScalarBinary = (s: number, a: number, o: number, n: number) => void;

/**
 * o[r, c] = f(a[r ars + c acs], b[r brs + c bcs]); o is contiguous, the strides are any. A scalar has strides 0 0, a row 0 1, a
 * column 1 0; two of these give an outer operation. Fastest where acs and bcs are 1 and 1, 1 and 0, or 0 and 1.
 */
export type BinaryGrid = (
  a: number,
  ars: number,
  acs: number,
  b: number,
  brs: number,
  bcs: number,
  o: number,
  R: number,
  C: number,
) => void;

/** Names of the functions of one argument. sign(NaN) is 0, round is half to even, gelu the form with erf: as in PyTorch. */
export type UnaryName =
  | (
      | 'neg'
      | 'abs'
      | 'sign'
      | 'sqrt'
      | 'rsqrt'
      | 'reciprocal'
      | 'square'
      | 'floor'
      | 'ceil'
      | 'round'
      | 'trunc'
      | 'relu'
    )
  | ('exp' | 'exp2' | 'expm1' | 'log' | 'log2' | 'log10' | 'log1p' | 'sin' | 'cos' | 'tan')
  | ('tanh' | 'sigmoid' | 'silu' | 'erf' | 'gelu');

/** Names of the functions of two arguments; maximum and minimum are NaN where either is. */
export type BinaryName = 'add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum';

export type ComparisonName = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/** o[r] or o[c] = sum of a [R, C] over the other dimension. */
export type DimSum = (a: number, o: number, R: number, C: number) => void;

/** Extrema of a [R, C] over one dimension of at least one element, and their first positions in it; NaN is the extremum. */
export type DimExtremum = (a: number, values: number, positions: number, R: number, C: number) => void;

/** Over each row of [R, C]. */
export type RowWise = (a: number, o: number, R: number, C: number) => void;

/** From the gradient g and the result y of the forward pass, over each row of [R, C]. */
export type RowWiseBackward = (g: number, y: number, o: number, R: number, C: number) => void;

type UnaryKernels = { readonly [K in UnaryName]: Unary };
type BinaryKernels = { readonly [K in BinaryName]: Binary } & {
  readonly [K in BinaryName as `${K}_scalar`]: BinaryScalar;
} & { readonly [K in BinaryName as `${K}_grid`]: BinaryGrid };
type ComparisonKernels = { readonly [K in ComparisonName]: Binary } & {
  readonly [K in ComparisonName as `${K}_scalar`]: BinaryScalar;
};

/** The kernels of one element type. */
export interface SimdExports extends UnaryKernels, BinaryKernels, ComparisonKernels {
  /** s - a[i]. */
  scalar_sub: ScalarBinary;
  /** s / a[i]. */
  scalar_div: ScalarBinary;

  /** a + s b. */
  axpy(a: number, s: number, b: number, o: number, n: number): void;
  /** a + s b c. */
  addcmul(a: number, s: number, b: number, c: number, o: number, n: number): void;
  /** a + s b / c. */
  addcdiv(a: number, s: number, b: number, c: number, o: number, n: number): void;
  /** a + w (b - a). */
  lerp_scalar(a: number, b: number, w: number, o: number, n: number): void;
  /** a + w[i] (b - a). */
  lerp(a: number, b: number, w: number, o: number, n: number): void;
  /** min(max(a, low), high), NaN where a is. */
  clamp(a: number, low: number, high: number, o: number, n: number): void;
  /** mask[i] ? a[i as] : b[i bs]: a stride of 0 for a single element. */
  where(mask: number, a: number, as: number, b: number, bs: number, o: number, n: number): void;

  /** g y (1 - y). */
  sigmoid_backward: Binary;
  /** g (1 - y^2). */
  tanh_backward: Binary;
  /** g where not y <= 0, else 0. */
  relu_backward: Binary;

  /** The sum, in PyTorch's cascade: its error grows with the fourth root of n. */
  sum(a: number, n: number): number;
  /** The sum of the squares, compensated. */
  sum_squares(a: number, n: number): number;
  /** The scalar product, compensated. */
  dot(a: number, b: number, n: number): number;
  /** The largest of n >= 1 elements, NaN if there is one. */
  max(a: number, n: number): number;
  /** The smallest of n >= 1 elements, NaN if there is one. */
  min(a: number, n: number): number;
  /** o[c]: column sums. */
  sum_dim0: DimSum;
  /** o[r]: row sums. */
  sum_dim1: DimSum;
  /** o[r]: the Euclidean norm of each row. */
  norm_dim1: DimSum;
  max_dim0: DimExtremum;
  max_dim1: DimExtremum;
  min_dim0: DimExtremum;
  min_dim1: DimExtremum;

  /** e^a / sum e^a; o may be a. */
  softmax: RowWise;
  /** a - log sum e^a; o must not be a. */
  log_softmax: RowWise;
  /** y (g - sum g y); o may be g or y. */
  softmax_backward: RowWiseBackward;
  /** g - e^y sum g; o may be g or y. */
  log_softmax_backward: RowWiseBackward;

  /** The bytes that `gemm` needs at `scratch`, aligned to the element: at most 1.3 MB. */
  gemm_scratch(M: number, N: number, K: number): number;
  /**
   * C[i, j] = alpha sum_k A[i as0 + k as1] B[k bs0 + j bs1] + beta C[i, j] for i < M, j < N, k < K, where the rows of C are cs0
   * apart. C is not read where beta is 0.
   */
  gemm(
    M: number,
    N: number,
    K: number,
    alpha: number,
    A: number,
    as0: number,
    as1: number,
    B: number,
    bs0: number,
    bs1: number,
    beta: number,
    C: number,
    cs0: number,
    scratch: number,
  ): void;

  /** o[i] = s. */
  fill(o: number, s: number, n: number): void;
  /** o[i] = a[i]. */
  copy: Unary;
  /** o[r ors + c ocs] = a[r ars + c acs] with any strides; transposing is fast where ars and ocs are 1. */
  copy_grid(a: number, ars: number, acs: number, o: number, ors: number, ocs: number, R: number, C: number): void;
  /** o[i] = a[i] from another type. */
  from_f32: Unary;
  from_f64: Unary;
  from_i64: Unary;
  from_i32: Unary;
  from_u8: Unary;

  /** h = tanh(gi + gh), n = B H elements; its backward is tanh_backward(dh, h). */
  rnn_tanh: Binary;
  /** h = relu(gi + gh), n = B H elements; its backward is relu_backward(dh, h). */
  rnn_relu: Binary;
  /**
   * gi, gh [B, 4H] (gates i, f, g, o), c [B, H] to h', c' [B, H] and saved [B, 5H] (the gates and tanh c'):
   * c' = sigmoid(f) c + sigmoid(i) tanh(g), h' = sigmoid(o) tanh(c'). c' may be c.
   */
  lstm(gi: number, gh: number, c: number, newH: number, newC: number, saved: number, B: number, H: number): void;
  /** From dh', dc' [B, H] (either may be 0: no gradient) to dg [B, 4H], of gi as of gh, and dc, which may be dc'. */
  lstm_backward(
    dh: number,
    dc: number,
    c: number,
    saved: number,
    dg: number,
    newDc: number,
    B: number,
    H: number,
  ): void;
  /**
   * gi, gh [B, 3H] (gates r, z, n), h [B, H] to h' [B, H] and saved [B, 4H] (the gates and gh_n): r, z = sigmoid of the sums,
   * n = tanh(gi_n + r gh_n), h' = (1 - z) n + z h.
   */
  gru(gi: number, gh: number, h: number, newH: number, saved: number, B: number, H: number): void;
  /** From dh' [B, H] to dgi, dgh [B, 3H] and z dh', the part of dh that does not come through gh; it may be dh'. */
  gru_backward(
    dh: number,
    h: number,
    saved: number,
    dgi: number,
    dgh: number,
    newDh: number,
    B: number,
    H: number,
  ): void;

  /** One step of SGD in place; `buffer` is not touched without momentum, and set to the gradient at `first`. */
  sgd(
    p: number,
    g: number,
    buffer: number,
    n: number,
    lr: number,
    momentum: number,
    dampening: number,
    weightDecay: number,
    nesterov: number,
    maximize: number,
    first: number,
  ): void;
  /**
   * One step of Adam, or AdamW with `decoupled`, in place: m, v the moments, `largest` the largest v so far (AMSGrad) or 0,
   * stepSize = lr / (1 - beta1^t), rootCorrection = sqrt(1 - beta2^t).
   */
  adam(
    p: number,
    g: number,
    m: number,
    v: number,
    largest: number,
    n: number,
    lr: number,
    beta1: number,
    beta2: number,
    eps: number,
    weightDecay: number,
    stepSize: number,
    rootCorrection: number,
    decoupled: number,
    maximize: number,
  ): void;

  /** x [C, H, W] to o [C kh kw, oh ow]; k, s, p, d: kernel, stride, padding, dilation. */
  im2col: Unfold;
  /** The transpose of im2col: from g [C kh kw, oh ow] to the sums o [C, H, W]. */
  col2im: Unfold;
  /** x [planes, H, W] to the maxima o [planes, oh, ow] and their flat positions (i64) in the plane. */
  max_pool2d(
    x: number,
    o: number,
    positions: number,
    planes: number,
    H: number,
    W: number,
    kh: number,
    kw: number,
    sh: number,
    sw: number,
    ph: number,
    pw: number,
    dh: number,
    dw: number,
    oh: number,
    ow: number,
  ): void;
  /** dx [planes, size] from g [planes, count] and the positions of the maxima. */
  max_pool2d_backward(g: number, positions: number, dx: number, planes: number, size: number, count: number): void;
}

export type Unfold = (
  x: number,
  o: number,
  C: number,
  H: number,
  W: number,
  kh: number,
  kw: number,
  sh: number,
  sw: number,
  ph: number,
  pw: number,
  dh: number,
  dw: number,
  oh: number,
  ow: number,
) => void;
