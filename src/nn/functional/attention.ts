import { no_grad } from '../../autograd/modes.js';
import { defineJoint } from '../../ops/define_joint.js';
import { all, eq, matmul, mul, ones, softmax, sub, sum, where } from '../../ops/index.js';
import type { Trailing } from '../../tensor/constructor.js';
import { bool } from '../../tensor/dtype.js';
import { RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { dropout } from './dropout.js';

// Attention: each query takes the mean of the values, weighted by how well their keys fit it.

/** Where a query may look: true, or what is added to its score; null for everywhere. */
type Mask = Tensor | null;

/** softmax(scale·Q·Kᵀ + mask); a query that may look nowhere has weights 0. */
function attentionWeights(query: Tensor, key: Tensor, mask: Mask, scale: number): Tensor {
  const scores = matmul(mul(query, scale), key.mT);
  if (mask === null) return softmax(scores, -1);
  const masked = mask.dtype === bool ? where(mask, scores, -Infinity) : scores.add(mask);
  const nowhere = all(eq(masked, -Infinity), -1, true);
  return where(nowhere, 0, softmax(where(nowhere, 0, masked), -1));
}

/** P·V with the weights P, which the gradients compute again rather than keep: they are the largest tensor here. */
const attend = defineJoint({
  schema: '_attention(Tensor query, Tensor key, Tensor value, Tensor? mask, float scale)',
  nodes: () => ['ScaledDotProductFlashAttentionForCpuBackward0'],
  forward: (_recorded, query, key, value, mask, scale) => ({
    results: [no_grad(() => matmul(attentionWeights(query, key, mask, scale), value))],
    kept: null,
  }),
  gradients: ([grad], { query, key, value, mask, scale, wanted }) => {
    if (grad === null) return [null, null, null, null];
    const weights = attentionWeights(query, key, mask, scale);
    const ofWeights = matmul(grad, value.mT);
    const ofScores = mul(weights, sub(ofWeights, sum(mul(weights, ofWeights), -1, true)));
    return [
      wanted[0] ? mul(matmul(ofScores, key), scale) : null,
      wanted[1] ? mul(matmul(ofScores.mT, query), scale) : null,
      wanted[2] ? matmul(weights.mT, grad) : null,
      wanted[3] ? ofScores : null,
    ];
  },
});

const attentionSignature = new Signature(
  'scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False)',
);

/** Options of {@link scaled_dot_product_attention}. */
export interface AttentionOptions {
  /** Where queries may look: of bool, true, or of floats, what is added to the scores. It broadcasts to [*, L, S]. */
  attn_mask?: Tensor | null;
  /** The probability with which a weight is dropped. Default 0. */
  dropout_p?: number;
  /** Whether query i looks at keys 0 to i only. Default false. */
  is_causal?: boolean;
  /** What the products are multiplied by. Default 1/√E. */
  scale?: number | null;
  /** Whether one head of keys and values may serve several heads of queries. Default false. */
  enable_gqa?: boolean;
}

function requireFits(query: Tensor, key: Tensor, value: Tensor, mask: Mask, is_causal: boolean): void {
  if ([query, key, value].some((x) => x.ndim < 2))
    throw new RuntimeError(
      'Expected query, key, and value to all be  at least 2 dimensional, but got ' +
        `query.dim: ${query.ndim} key.dim: ${key.ndim} and value.dim: ${value.ndim} instead.`,
    );
  const [q, k, v] = [query, key, value].map(({ dtype }) => dtype.cName);
  if (q !== k || q !== v)
    throw new RuntimeError(
      `Expected query, key, and value to have the same dtype, but got query.dtype: ${q} key.dtype: ${k} and value.dtype: ${v} instead.`,
    );
  if (!query.dtype.is_floating_point)
    throw new RuntimeError(`expected scalar type Float but found ${query.dtype.scalarName}`);
  if (mask === null) return;
  if (mask.dtype !== bool && mask.dtype !== query.dtype && mask.dtype.cName !== 'float')
    throw new RuntimeError(
      `Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: ${mask.dtype.cName} and  query.dtype: ${q} instead.`,
    );
  if (is_causal)
    throw new RuntimeError('_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True');
}

/** Keys or values with each head as often as there are heads of queries to it. */
function spreadHeads(x: Tensor, query: Tensor): Tensor {
  const [heads, wanted] = [x.size(-3), query.size(-3)];
  if (heads === 0 || wanted % heads !== 0)
    throw new RuntimeError('Number of heads in key and value must divide the number of heads in query');
  return heads === wanted ? x : x.repeat_interleave(wanted / heads, -3);
}

/**
 * softmax(Q·Kᵀ/√E + mask)·V: for each query the mean of the values, weighted by how well their keys fit it.
 *
 * A query that may look nowhere gets zeros.
 *
 * @param query Q, [*, L, E]
 * @param key K, [*, S, E]
 * @param value V, [*, S, Ev]
 * @param args `attn_mask`, `dropout_p` (default 0), `is_causal` (default false); by name only `scale` (default 1/√E), `enable_gqa`
 * @returns a new tensor [*, L, Ev]
 * @throws RuntimeError where shapes or dtypes do not fit, and for a mask along with `is_causal`
 * @example
 * const [q, k] = [torch.tensor([[0, 1]]), torch.tensor([[0, 9], [9, 0]])];
 * const v = torch.tensor([[1, 2], [3, 4]]);
 * console.log(torch.nn.functional.scaled_dot_product_attention(q, k, v)); // tensor([[1.0034, 2.0034]])
 * @see PyTorch: `torch.nn.functional.scaled_dot_product_attention`; Vaswani et al., Attention is all you need, equation 1
 */
export function scaled_dot_product_attention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  ...args: Trailing<[attn_mask: Tensor | null, dropout_p: number, is_causal: boolean], AttentionOptions>
): Tensor {
  const [q, k_, v_, attn_mask, dropout_p, is_causal, given, enable_gqa] = attentionSignature.bind([
    query,
    key,
    value,
    ...args,
  ]);
  requireFits(q, k_, v_, attn_mask, is_causal);
  const [k, v] = enable_gqa && q.ndim > 2 ? [spreadHeads(k_, q), spreadHeads(v_, q)] : [k_, v_];
  const scale = given ?? 1 / Math.sqrt(q.size(-1));
  const mask = is_causal ? ones([q.size(-2), k.size(-2)], { dtype: bool }).tril() : attn_mask;
  if (dropout_p === 0) return attend(q, k, v, mask, scale)[0];
  return matmul(dropout(attentionWeights(q, k, mask, scale), dropout_p), v);
}
