import { expect } from 'chai';
import * as torch from '../../src/index.js';
import { expectRefused } from '../ops/refused.js';
import { expectRows } from '../ops/rows.js';

const { nn, ones, tensor } = torch;
const F = nn.functional;
const { gradcheck, gradgradcheck } = torch.autograd;

const q = tensor([
  [1, 0],
  [0, 2],
  [1, 1],
]);
const k = tensor([
  [1, 2],
  [0, 1],
]);
const v = tensor([
  [1, 2, 3],
  [4, 5, 7],
]);
const mask = tensor([
  [true, false],
  [false, false],
  [true, true],
]);
const seeded = <T>(seed: number, make: () => T): T => {
  torch.manual_seed(seed);
  return make();
};
const random = (...sizes: number[]) => torch.rand(sizes, { dtype: torch.float64, requires_grad: true });

describe('scaled_dot_product_attention', () => {
  expectRows([
    [
      () => F.scaled_dot_product_attention(q, k, v),
      'tensor([[1.9907, 2.9907, 4.3210],\n        [1.5867, 2.5867, 3.7823],\n        [1.5867, 2.5867, 3.7823]])',
    ],
    [
      () => F.scaled_dot_product_attention(q, k, v, { is_causal: true }),
      'tensor([[1.0000, 2.0000, 3.0000],\n        [1.5867, 2.5867, 3.7823],\n        [1.5867, 2.5867, 3.7823]])',
    ],
    [
      () => F.scaled_dot_product_attention(q, k, v, mask),
      'tensor([[1.0000, 2.0000, 3.0000],\n        [0.0000, 0.0000, 0.0000],\n        [1.5867, 2.5867, 3.7823]])',
    ],
    [
      () => F.scaled_dot_product_attention(q, k, v, tensor([0.5, -1]), { scale: 2 }),
      'tensor([[1.0879, 2.0879, 3.1172],\n        [1.0122, 2.0122, 3.0163],\n        [1.0122, 2.0122, 3.0163]])',
    ],
    [
      () => seeded(1, () => F.scaled_dot_product_attention(q, k, v, { dropout_p: 0.5 })),
      'tensor([[3.9814, 5.9814, 8.6419],\n        [3.1734, 5.1734, 7.5646],\n        [1.5646, 1.9557, 2.7380]])',
    ],
    [
      () =>
        F.scaled_dot_product_attention(q.expand(4, 3, 2), k.expand(2, 2, 2), v.expand(2, 2, 3), {
          enable_gqa: true,
        })[3],
      'tensor([[1.9907, 2.9907, 4.3210],\n        [1.5867, 2.5867, 3.7823],\n        [1.5867, 2.5867, 3.7823]])',
    ],
    [
      () => F.scaled_dot_product_attention(ones(1, 2, 0), ones(1, 2, 0), v['None, :, :1']),
      'tensor([[[2.5000],\n         [2.5000]]])',
    ],
    [() => F.scaled_dot_product_attention(ones(2, 3), ones(0, 3), ones(0, 1)), 'tensor([[0.],\n        [0.]])'],
  ]);

  it('gives no gradient, and none that is not a number, to a query that may look nowhere', () => {
    const x = q.clone().requires_grad_();
    const y = F.scaled_dot_product_attention(x, k, v, mask);
    expect(y.grad_fn?.name()).to.equal('ScaledDotProductFlashAttentionForCpuBackward0');
    y.square().sum().backward();
    expect(x.grad?.[1].tolist()).to.deep.equal([0, 0]);
    expect(x.grad?.isfinite().all().item()).to.equal(true);
  });

  it('has the derivatives of its formula, twice', () => {
    type Attention = (query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, mask: torch.Tensor) => torch.Tensor;
    const attend: Attention = (query, key, value, bias) => F.scaled_dot_product_attention(query, key, value, bias);
    const inputs = [random(2, 3, 4), random(2, 5, 4), random(1, 5, 2), random(3, 5)]; // with broadcasting
    expect(gradcheck(attend, inputs)).to.equal(true);
    expect(gradgradcheck(attend, inputs)).to.equal(true);
    const causal = (query: torch.Tensor, key: torch.Tensor, value: torch.Tensor) =>
      F.scaled_dot_product_attention(query, key, value, { is_causal: true, enable_gqa: true });
    expect(gradcheck(causal, [random(4, 3, 2), random(2, 5, 2), random(2, 5, 3)])).to.equal(true);
  });

  describe('what PyTorch refuses', () => {
    expectRefused([
      [
        () => F.scaled_dot_product_attention(q[0], k, v),
        'Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: 1 key.dim: 2 and value.dim: 2 instead.',
      ],
      [
        () => F.scaled_dot_product_attention(q, k.double(), v),
        'Expected query, key, and value to have the same dtype, but got query.dtype: float key.dtype: double and value.dtype: float instead.',
      ],
      [
        () => F.scaled_dot_product_attention(q, k, v, mask.long()),
        'Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: long int and  query.dtype: float instead.',
      ],
      [
        () => F.scaled_dot_product_attention(q, k, v, mask, { is_causal: true }),
        '_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True',
      ],
      [
        () => F.scaled_dot_product_attention(ones(3, 2, 2), ones(2, 2, 2), ones(2, 2, 2), { enable_gqa: true }),
        'Number of heads in key and value must divide the number of heads in query',
      ],
      [
        () => F.scaled_dot_product_attention(q, k, v, null, 2),
        'dropout probability has to be between 0 and 1, but got 2',
      ],
    ]);
  });
});

describe('MultiheadAttention', () => {
  const x = torch.arange(12).float().reshape(3, 4).sin();
  const attention = seeded(5, () => new nn.MultiheadAttention(4, 2));
  const causal = ones(3, 3).triu(1).bool();
  expectRows([
    [
      () => attention(x, x, x)[0],
      'tensor([[ 0.0415,  0.0128, -0.0448,  0.0162],\n        [-0.0602,  0.0463,  0.0017, -0.0247],\n        [-0.0025, -0.0056,  0.0013,  0.0111]], grad_fn=<SqueezeBackward1>)',
    ],
    [
      () => attention(x, x.clone(), x)[1] as torch.Tensor,
      'tensor([[0.3534, 0.3201, 0.3264],\n        [0.3424, 0.3268, 0.3308],\n        [0.3042, 0.3736, 0.3221]], grad_fn=<SqueezeBackward1>)',
    ],
    [
      () => attention(x, x, x, { attn_mask: causal, is_causal: true, average_attn_weights: false })[1] as torch.Tensor,
      'tensor([[[1.0000, 0.0000, 0.0000],\n         [0.3861, 0.6139, 0.0000],\n         [0.3124, 0.3536, 0.3340]],\n\n        [[1.0000, 0.0000, 0.0000],\n         [0.6443, 0.3557, 0.0000],\n         [0.2961, 0.3936, 0.3102]]], grad_fn=<SqueezeBackward1>)',
    ],
    [
      () => attention(x, x, x, { attn_mask: causal, is_causal: true, need_weights: false })[0],
      'tensor([[ 0.2020,  0.5212, -0.3204, -0.1790],\n        [ 0.1118,  0.2021, -0.0727, -0.1121],\n        [-0.0025, -0.0056,  0.0013,  0.0111]], grad_fn=<SqueezeBackward1>)',
    ],
    [
      () => attention(x, x, x, tensor([false, true, false]))[1] as torch.Tensor,
      'tensor([[0.5108, 0.0000, 0.4892],\n        [0.5025, 0.0000, 0.4975],\n        [0.4858, 0.0000, 0.5142]], grad_fn=<SqueezeBackward1>)',
    ],
  ]);

  it('has a matrix each where keys and values have other features', () => {
    const layer = new nn.MultiheadAttention(4, 2, { kdim: 3, vdim: 5, add_bias_kv: true });
    expect(Object.keys(layer.state_dict())).to.deep.equal([
      'q_proj_weight',
      'k_proj_weight',
      'v_proj_weight',
      'in_proj_bias',
      'bias_k',
      'bias_v',
      'out_proj.weight',
      'out_proj.bias',
    ]);
    const [y, weights] = layer(ones(2, 6, 4), ones(3, 6, 3), ones(3, 6, 5));
    expect([...y.shape]).to.deep.equal([2, 6, 4]);
    expect(weights && [...weights.shape]).to.deep.equal([6, 2, 4]);
  });

  describe('what PyTorch refuses', () => {
    expectRefused([
      [() => new nn.MultiheadAttention(5, 2), 'embed_dim must be divisible by num_heads'],
      [
        () => new nn.MultiheadAttention(0, 2),
        'embed_dim and num_heads must be greater than 0, got embed_dim=0 and num_heads=2 instead',
      ],
      [() => attention(x[0], x, x), 'query should be unbatched 2D or batched 3D tensor but received 1-D query tensor'],
      [
        () => attention(x, x.unsqueeze(0), x),
        'For unbatched (2-D) `query`, expected `key` and `value` to be 2-D but found 3-D and 2-D tensors respectively',
      ],
      [
        () => attention(x, x, x, { attn_mask: causal.long() }),
        'only bool and floating types of attn_mask are supported',
      ],
      [
        () => attention(x, x, x, { attn_mask: ones(2, 3) }),
        'The shape of the 2D attn_mask is torch.Size([2, 3]), but should be (3, 3).',
      ],
      [
        () => attention(x, x, x, { attn_mask: ones(3, 3, 3) }),
        'Expected `attn_mask` shape to be (2, 3, 3) but got torch.Size([3, 3, 3])',
      ],
      [() => attention(x, x, x, ones(2)), 'Expected key_padded_mask.shape[1] to be 3, but got 2'],
      [() => attention(x, x, x, { is_causal: true }), 'Need attn_mask if specifying the is_causal hint.'],
      [() => attention(ones(3, 5), x, x), 'was expecting embedding dimension of 4, but got 5'],
      [
        () => attention(x, x, x, { foo: 1 } as never),
        "MultiheadAttention.forward() got an unexpected keyword argument 'foo'",
      ],
    ]);
  });
});

describe('Transformer', () => {
  const model = seeded(3, () => new nn.Transformer(8, 2, 2, 1, 16, { batch_first: true, dropout: 0 }));
  const src = torch.arange(48).float().reshape(2, 3, 8).sin();
  const tgt = torch.arange(32).float().reshape(2, 2, 8).cos();
  const padding = tensor([
    [false, false, true],
    [false, true, true],
  ]);
  const options = { src_key_padding_mask: padding, memory_key_padding_mask: padding };

  it('begins with the numbers of PyTorch, and computes its own', () => {
    const tgt_mask = nn.Transformer.generate_square_subsequent_mask(2);
    expect(String(model(src, tgt, { ...options, tgt_mask })['..., :4'])).to.equal(
      'tensor([[[ 0.9111,  1.5200,  0.2202, -1.7868],\n         [ 0.3879, -2.0443, -1.2065,  0.5472]],\n\n        [[ 0.5846, -1.2709,  0.5037,  0.8194],\n         [ 1.1478,  0.7786,  1.3550, -0.8104]]], grad_fn=<SliceBackward0>)',
    );
  });

  it('leaves zeros at padded places in evaluation, as PyTorch skips them there', () => {
    model.eval();
    const encoder = model.encoder as torch.nn.TransformerEncoder;
    const encode = (mask: torch.Tensor) => encoder(src, { src_key_padding_mask: mask });
    const skipped = torch.no_grad(() => encode(padding));
    expect(skipped.eq(0).all(-1).equal(padding)).to.equal(true);
    expect(encode(padding).eq(0).any().item()).to.equal(false); // with gradients they are computed
    const inside = tensor([
      [false, true, false],
      [false, false, false],
    ]);
    expect(
      torch
        .no_grad(() => encode(inside))
        .eq(0)
        .any()
        .item(),
    ).to.equal(false); // not at the end
    model.train();
    expect(
      torch
        .no_grad(() => encode(padding))
        .eq(0)
        .any()
        .item(),
    ).to.equal(false);
  });

  it('finds out whether a mask is the causal one', () => {
    const layer = new nn.TransformerEncoderLayer(8, 2, 16, 0, { batch_first: true });
    const encoder = new nn.TransformerEncoder(layer, 1, { enable_nested_tensor: false });
    const causal = nn.Transformer.generate_square_subsequent_mask(3);
    const other = causal.index([0]).expand(3, 3);
    expect(torch.allclose(encoder(src, causal), encoder(src, causal, { is_causal: false }), { atol: 1e-6 })).to.equal(
      true,
    );
    expect(torch.allclose(encoder(src, other), encoder(src, causal))).to.equal(false);
  });

  it('copies the layer that it is given, with what is shared in it', () => {
    class Tied extends nn.Module {
      readonly first = new nn.Linear(2, 2);
      readonly second = this.first;
      readonly scale = [torch.ones(2)];
      constructor() {
        super();
        this.register_buffer('steps', torch.zeros(1), false);
        this.register_parameter('none', null);
      }
      forward(x: torch.Tensor) {
        return this.second(x).mul(this.scale[0]);
      }
    }
    const tied = new Tied();
    const [copy, other] = new nn.TransformerEncoder(tied, 2, { enable_nested_tensor: false })
      .layers as unknown as Tied[];
    expect(copy).instanceOf(Tied);
    expect(copy.first).to.equal(copy.second);
    expect(copy.first).not.to.equal(tied.first);
    expect(copy.first.weight).not.to.equal(other.first.weight);
    expect(copy.first.weight.equal(tied.first.weight)).to.equal(true);
    expect(copy.scale[0]).not.to.equal(tied.scale[0]);
    expect(Object.keys(copy.state_dict())).to.deep.equal(Object.keys(tied.state_dict()));
    expect(Object.keys(copy._buffers)).to.deep.equal(['steps']);
    expect(copy(ones(1, 2)).equal(tied(ones(1, 2)))).to.equal(true);
  });

  describe('what PyTorch refuses', () => {
    expectRefused([
      [
        () => new nn.TransformerEncoderLayer(4, 2, { activation: 'tanh' as never }),
        'activation should be relu/gelu, not tanh',
      ],
      [() => model(src, tgt['0:1']), 'the batch number of src and tgt must be equal'],
      [() => model(src, tgt['..., :4']), 'the feature number of src and tgt must be equal to d_model'],
    ]);
  });
});
