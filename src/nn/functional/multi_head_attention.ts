import { sameSizes } from '../../ndarray/strided.js';
import { baddbmm, bmm, cat, mul, softmax, zeros } from '../../ops/index.js';
import { Constructor, type Trailing } from '../../tensor/constructor.js';
import { AssertionError, RuntimeError } from '../../tensor/errors.js';
import { Signature } from '../../tensor/signature.js';
import type { Tensor } from '../../tensor/tensor.js';
import { scaled_dot_product_attention } from './attention.js';
import { additiveMask, assert, mergedMask, spreadMask, tuple } from './attention_masks.js';
import { dropout } from './dropout.js';
import { linear } from './linear.js';
import { pad } from './padding.js';

// Attention of several heads, each of which looks at a projection of its own.

/** Options of {@link multi_head_attention_forward}. */
export interface MultiHeadAttentionOptions {
  /** Whether weights are dropped. Default true. */
  training?: boolean;
  /** Keys that are not looked at, [N, S] or [S]: of bool, true; of floats, what is added to the scores. */
  key_padding_mask?: Tensor | null;
  /** Whether the weights are returned too. Default true. */
  need_weights?: boolean;
  /** Where not to look, [L, S] or [N·heads, L, S]: of bool, true; of floats, what is added to the scores. */
  attn_mask?: Tensor | null;
  /** Whether there is a matrix each for queries, keys and values. Default false. */
  use_separate_proj_weight?: boolean;
  /** The matrix for queries, [E, E]. */
  q_proj_weight?: Tensor | null;
  /** The matrix for keys, [E, Ek]. */
  k_proj_weight?: Tensor | null;
  /** The matrix for values, [E, Ev]. */
  v_proj_weight?: Tensor | null;
  /** Keys in place of those computed, [N·heads, S, E / heads]. */
  static_k?: Tensor | null;
  /** Values in place of those computed, [N·heads, S, E / heads]. */
  static_v?: Tensor | null;
  /** Whether the weights returned are the mean over the heads. Default true. */
  average_attn_weights?: boolean;
  /** Whether `attn_mask` is the causal one. Default false. */
  is_causal?: boolean;
}

const required = new Signature(
  'multi_head_attention_forward(Tensor query, Tensor key, Tensor value, int embed_dim_to_check, int num_heads, Tensor? in_proj_weight, Tensor? in_proj_bias, Tensor? bias_k, Tensor? bias_v, bool add_zero_attn, float dropout_p, Tensor out_proj_weight, Tensor? out_proj_bias)',
);
const optional = new Constructor(
  'multi_head_attention_forward(bool training=True, Tensor? key_padding_mask=None, bool need_weights=True, Tensor? attn_mask=None, bool use_separate_proj_weight=False, Tensor? q_proj_weight=None, Tensor? k_proj_weight=None, Tensor? v_proj_weight=None, Tensor? static_k=None, Tensor? static_v=None, bool average_attn_weights=True, bool is_causal=False)',
);

/** Whether the input is a batch, [L, N, E] and not [L, E]. */
function requireShapes(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  padding: Tensor | null,
  mask: Tensor | null,
  heads: number,
): boolean {
  const n = query.ndim;
  assert(
    n === 2 || n === 3,
    () => `query should be unbatched 2D or batched 3D tensor but received ${n}-D query tensor`,
  );
  const expected = `For ${n === 3 ? 'batched (3-D)' : 'unbatched (2-D)'} \`query\`, expected`;
  assert(
    key.ndim === n && value.ndim === n,
    () =>
      `${expected} \`key\` and \`value\` to be ${n}-D but found ${key.ndim}-D and ${value.ndim}-D tensors respectively`,
  );
  assert(
    padding === null || padding.ndim === n - 1,
    () => `${expected} \`key_padding_mask\` to be \`None\` or ${n - 1}-D but found ${padding?.ndim}-D tensor instead`,
  );
  assert(
    mask === null || mask.ndim === 2 || mask.ndim === 3,
    () => `${expected} \`attn_mask\` to be \`None\`, 2-D or 3-D but found ${mask?.ndim}-D tensor instead`,
  );
  const sizes = [heads, query.sizes[0], key.sizes[0]];
  assert(
    n === 3 || mask?.ndim !== 3 || sameSizes(mask.sizes, sizes),
    () => `Expected \`attn_mask\` shape to be ${tuple(sizes)} but got ${String(mask?.shape)}`,
  );
  return n === 3;
}

/** The projections of queries, keys and values, by matrices below each other or one each. */
function project(
  inputs: readonly Tensor[],
  packed: Tensor | null,
  separate: readonly (Tensor | null)[] | null,
  bias: Tensor | null,
): Tensor[] {
  const [query, key, value] = inputs;
  if (separate === null) {
    assert(
      sameSizes(key.sizes, value.sizes),
      () => `key shape ${String(key.shape)} does not match value shape ${String(value.shape)}`,
    );
    if (packed === null) throw new AssertionError('use_separate_proj_weight is False but in_proj_weight is None');
    if (query === key && key === value) return linear(query, packed, bias).chunk(3, -1);
  } else {
    const [ofKey, ofValue] = [key, value].map((x) => `torch.Size([${x.sizes.slice(0, 2).join(', ')}])`);
    assert(ofKey === ofValue, () => `key's sequence and batch dims ${ofKey} do not match value's ${ofValue}`);
  }
  const weights = separate ?? (packed as Tensor).chunk(3);
  const biases = bias?.chunk(3);
  return inputs.map((x, i) => {
    const weight = weights[i];
    if (weight === null)
      throw new AssertionError(`use_separate_proj_weight is True but ${'qkv'[i]}_proj_weight is None`);
    return linear(x, weight, biases === undefined ? null : biases[i]);
  });
}

/** The key and the value that are added to those projected, if any. */
function biasesOf(keyAndValue: readonly (Tensor | null)[], statics: readonly (Tensor | null)[]): Tensor[] {
  const biases = keyAndValue.filter((x) => x !== null);
  assert(biases.length !== 1 || keyAndValue[1] !== null, () => 'bias_k is set but bias_v is None');
  assert(biases.length !== 1 || keyAndValue[0] !== null, () => 'bias_v is set but bias_k is None');
  assert(biases.length === 0 || statics[0] === null, () => 'bias cannot be added to static key.');
  assert(biases.length === 0 || statics[1] === null, () => 'bias cannot be added to static value.');
  return biases;
}

/** A projection [S, N, E] as one sequence for each head, [N·heads, S, E / heads]; or a given one in its place. */
function byHead(x: Tensor, batch: number, size: number, name = '', given: Tensor | null = null): Tensor {
  if (given === null) return x.reshape(x.sizes[0], batch, size).transpose(0, 1);
  assert(given.sizes[0] === batch, () => `expecting ${name}.size(0) of ${batch}, but got ${given.sizes[0]}`);
  assert(given.sizes[2] === size, () => `expecting ${name}.size(2) of ${size}, but got ${given.sizes[2]}`);
  return given;
}

/** What each head found, [N·heads, L, E / heads], and the weights, [N·heads, L, S]. */
function attendOpenly(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | null, p: number): [Tensor, Tensor] {
  const scaled = mul(q, Math.sqrt(1 / q.sizes[2]));
  const scores = mask === null ? bmm(scaled, k.mT) : baddbmm(mask, scaled, k.mT);
  const weights = softmax(scores, -1);
  const kept = p > 0 ? dropout(weights, p) : weights;
  return [bmm(kept, v), kept];
}

/** What each head found, [N·heads, L, E / heads], by an attention that does not show its weights. */
function attendByHead(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  mask: Tensor | null,
  p: number,
  is_causal: boolean,
  count: number,
): Tensor {
  const heads = (x: Tensor) => x.reshape(count, -1, x.sizes[1], x.sizes[2]);
  const spread = mask === null || mask.sizes[0] === 1 ? mask : heads(mask);
  const found = scaled_dot_product_attention(heads(q), heads(k), heads(v), spread, p, { is_causal });
  return found.reshape(q.sizes[0], q.sizes[1], v.sizes[2]);
}

/**
 * Attention of several heads: the input is projected, each head attends with its part, and what the heads found is projected
 * again. {@link MultiheadAttention} is the layer.
 *
 * @param query [L, N, E], or [L, E] without a batch
 * @param key [S, N, Ek], or [S, Ek]
 * @param value [S, N, Ev], or [S, Ev]
 * @param embed_dim_to_check E
 * @param num_heads how many heads there are, which divides E
 * @param in_proj_weight the matrices for queries, keys and values below each other, [3·E, E], or null
 * @param in_proj_bias what is added to them, [3·E], or null
 * @param bias_k one more key, [1, 1, E], or null
 * @param bias_v its value, [1, 1, E], or null
 * @param add_zero_attn whether a key and a value of zeros are added
 * @param dropout_p the probability with which a weight is dropped in training
 * @param out_proj_weight the matrix for what the heads found, [E, E]
 * @param out_proj_bias what is added to it, [E], or null
 * @param options masks, matrices, and what is returned
 * @returns the result, [L, N, E] or [L, E], and the weights, [N, L, S] or [L, S] (with the heads before L, if not averaged),
 * or null
 * @throws AssertionError or RuntimeError where the shapes do not fit
 * @example
 * const [x, I] = [torch.tensor([[1, 0], [0, 2]]), torch.eye(2)];
 * const all = torch.cat([I, I, I]);
 * const [y] = torch.nn.functional.multi_head_attention_forward(x, x, x, 2, 1, all, null, null, null, false, 0, I, null);
 * console.log(y); // tensor([[0.6698, 0.6605],
 * //         [0.0558, 1.8884]])
 * @see PyTorch: `torch.nn.functional.multi_head_attention_forward`; Vaswani et al., Attention is all you need
 */
export function multi_head_attention_forward(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  embed_dim_to_check: number,
  num_heads: number,
  in_proj_weight: Tensor | null,
  in_proj_bias: Tensor | null,
  bias_k: Tensor | null,
  bias_v: Tensor | null,
  add_zero_attn: boolean,
  dropout_p: number,
  out_proj_weight: Tensor,
  out_proj_bias: Tensor | null,
  ...options: Trailing<
    [training: boolean, key_padding_mask: Tensor | null, need_weights: boolean, attn_mask: Tensor | null],
    MultiHeadAttentionOptions
  >
): [output: Tensor, weights: Tensor | null] {
  required.bind([query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v, add_zero_attn, dropout_p, out_proj_weight, out_proj_bias]); // prettier-ignore
  const given = optional.bind(options);
  const { training, key_padding_mask, need_weights, attn_mask, static_k, static_v, is_causal } = given;
  const isBatch = requireShapes(query, key, value, key_padding_mask, attn_mask, num_heads);
  const batched = (x: Tensor) => (isBatch ? x : x.unsqueeze(1));
  const isOne = query === key && key === value;
  const inputs = isOne ? new Array<Tensor>(3).fill(batched(query)) : [query, key, value].map(batched);
  const [length, count, size] = inputs[0].sizes;
  if (is_causal && attn_mask === null)
    throw new RuntimeError(
      'Need attn_mask if specifying the is_causal hint. ' +
        'You may use the Transformer module method `generate_square_subsequent_mask` to create this mask.',
    );
  const byHint = is_causal && key_padding_mask === null && !need_weights; // the mask itself is not looked at
  const padding = additiveMask(key_padding_mask, 'key_padding_mask', query.dtype);
  const mask = byHint ? null : additiveMask(attn_mask, 'attn_mask', query.dtype);
  assert(
    size === embed_dim_to_check,
    () => `was expecting embedding dimension of ${embed_dim_to_check}, but got ${size}`,
  );
  assert(size % num_heads === 0, () => `embed_dim ${size} not divisible by num_heads ${num_heads}`);

  const separate = [given.q_proj_weight, given.k_proj_weight, given.v_proj_weight];
  const [q, ...projected] = project(
    inputs,
    in_proj_weight,
    given.use_separate_proj_weight ? separate : null,
    in_proj_bias,
  );
  const [batch, headSize] = [count * num_heads, size / num_heads];
  let kv = projected;
  let masks = [
    mask && spreadMask(mask, batch, [length, kv[0].sizes[0]]),
    padding && (isBatch ? padding : padding.unsqueeze(0)),
  ];
  const addKeys = (more: readonly Tensor[], dim: number): void => {
    kv = kv.map((x, i) => cat([x, more[i]], dim));
    masks = masks.map((x) => x && pad(x, [0, 1]));
  };
  const biases = biasesOf([bias_k, bias_v], [static_k, static_v]);
  if (biases.length > 0)
    addKeys(
      biases.map((x) => x.repeat(1, count, 1)),
      0,
    );
  kv = [byHead(kv[0], batch, headSize, 'static_k', static_k), byHead(kv[1], batch, headSize, 'static_v', static_v)];
  if (add_zero_attn) addKeys(new Array<Tensor>(2).fill(zeros([batch, 1, headSize], { dtype: q.dtype })), 1);

  const [k, v] = kv;
  const heads = byHead(q, batch, headSize);
  const scores = mergedMask(masks, count, num_heads, k.sizes[1]);
  const drop = training ? dropout_p : 0;
  const [found, weights] = need_weights
    ? attendOpenly(heads, k, v, scores, drop)
    : [attendByHead(heads, k, v, scores, drop, byHint, count), null];
  const output = linear(found.transpose(0, 1).reshape(length * count, size), out_proj_weight, out_proj_bias);
  const result = output.view(length, count, output.sizes[1]);
  const shown = weights && weights.view(count, num_heads, length, k.sizes[1]);
  const returned = shown && given.average_attn_weights ? shown.mean(1) : shown;
  return isBatch ? [result, returned] : [result.squeeze(1), returned && returned.squeeze(0)];
}
