import { expect } from 'chai';
import torch from 'microtorch';
import { rewritten } from './evaluate.js';

const evaluate = (body: string, scope: Record<string, unknown> = {}): unknown => rewritten(body, { torch, ...scope });
const shown = (expression: string, scope: Record<string, unknown> = {}): string =>
  String((evaluate(`return ${expression}`, scope) as torch.Tensor).toString());

// What PyTorch prints for x = tensor([1., 2.], requires_grad=True), i = tensor([1, 2]) and b = tensor([True, False]).
const PRINTED: Readonly<Record<string, string>> = {
  'x + 1': 'tensor([2., 3.], grad_fn=<AddBackward0>)',
  '1 + x': 'tensor([2., 3.], grad_fn=<AddBackward0>)',
  'x - 1': 'tensor([0., 1.], grad_fn=<SubBackward0>)',
  '1 - x': 'tensor([ 0., -1.], grad_fn=<RsubBackward1>)',
  'x - x': 'tensor([0., 0.], grad_fn=<SubBackward0>)',
  'x * 2': 'tensor([2., 4.], grad_fn=<MulBackward0>)',
  '2 * x': 'tensor([2., 4.], grad_fn=<MulBackward0>)',
  'x / 2': 'tensor([0.5000, 1.0000], grad_fn=<DivBackward0>)',
  '2 / x': 'tensor([2., 1.], grad_fn=<MulBackward0>)',
  'x ** 2': 'tensor([1., 4.], grad_fn=<PowBackward0>)',
  '2 ** x': 'tensor([2., 4.], grad_fn=<PowBackward2>)',
  'x ** x': 'tensor([1., 4.], grad_fn=<PowBackward1>)',
  'x % 2': 'tensor([1., 0.], grad_fn=<RemainderBackward0>)',
  '-x': 'tensor([-1., -2.], grad_fn=<NegBackward0>)',
  '-x ?? 0': 'tensor([-1., -2.], grad_fn=<NegBackward0>)',
  '2 ** x ** 2': 'tensor([ 2., 16.], grad_fn=<PowBackward2>)',
  '(2 * x - 1) ** 2 / x.sum()': 'tensor([0.3333, 3.0000], grad_fn=<DivBackward0>)',
  'i + 1': 'tensor([2, 3])',
  'i * 0.5': 'tensor([0.5000, 1.0000])',
  'i / 2': 'tensor([0.5000, 1.0000])',
  '2 / i': 'tensor([2., 1.])',
  '-i % 3': 'tensor([2, 1])',
  '-7 % i': 'tensor([0, 1])',
  'i ** 2': 'tensor([1, 4])',
  'i * b': 'tensor([1, 0])',
  'i + true': 'tensor([2, 3])',
  'i * 2n': 'tensor([2, 4])',
  '2n ** i': 'tensor([2, 4])',
  '9007199254740993n + i * 0': 'tensor([9007199254740993, 9007199254740993])',
  'x.detach() * 2n': 'tensor([2., 4.])',
};

describe('operators on tensors', () => {
  const scope = () => ({
    x: torch.tensor([1, 2], { requires_grad: true }),
    i: torch.tensor([1n, 2n]),
    b: torch.tensor([true, false]),
  });

  for (const [expression, text] of Object.entries(PRINTED))
    it(`${expression} gives ${text}`, () => expect(shown(expression, scope())).to.equal(text));

  it('gives the notebook its own line', () => {
    torch.manual_seed(0);
    const [X, W, H, U, b] = [torch.rand(3, 1), torch.rand(3, 4), torch.rand(3, 4), torch.rand(4, 4), torch.rand(4)];
    const result = evaluate('return torch.tanh(X * W + torch.matmul(H, U) + b)', { X, W, H, U, b }) as torch.Tensor;
    expect(torch.equal(result, torch.tanh(X.mul(W).add(torch.matmul(H, U)).add(b)))).to.equal(true);
  });

  it('carries gradients back', () => {
    const x = torch.tensor([1, 2, 3], { requires_grad: true });
    (evaluate('return (3 * x ** 2 - 2 / x + -x).sum()', { x }) as torch.Tensor).backward();
    // 6x + 2/x² − 1
    expect((x.grad as torch.Tensor).tolist()).to.deep.equal([7, 11.5, Math.fround(18 + 2 / 9 - 1)]);
  });

  for (const [body, message] of Object.entries({
    "return x + 'text'": "unsupported operand type(s) for +: 'Tensor' and 'str'",
    "return x * 'text'": "unsupported operand type(s) for *: 'Tensor' and 'str'",
    "return 'text' - x": "unsupported operand type(s) for -: 'str' and 'Tensor'",
    'return x ** null': "unsupported operand type(s) for ** or pow(): 'Tensor' and 'NoneType'",
    'return undefined % x': "unsupported operand type(s) for %: 'NoneType' and 'Tensor'",
    'return x / [1, 2]': "unsupported operand type(s) for /: 'Tensor' and 'list'",
    'return ({}) - x': "unsupported operand type(s) for -: 'dict' and 'Tensor'",
    "x += 'text'": "unsupported operand type(s) for +=: 'Tensor' and 'str'",
    'x -= null': "unsupported operand type(s) for -=: 'Tensor' and 'NoneType'",
    "return x * Symbol('s')": 'Cannot convert a Symbol value to a number',
    "x /= Symbol('s')": 'Cannot convert a Symbol value to a number',
  }))
    for (const x of [torch.ones(2), torch.tensor(1)])
      it(`${body} with a tensor of ${x.dim()} dimensions is a TypeError`, () => {
        expect(() => evaluate(body, { x })).to.throw(TypeError, message);
      });

  it('concatenates text and the value of a tensor after it, as JavaScript does', () => {
    expect(evaluate("return 'loss ' + x", { x: torch.tensor(0.5) })).to.equal('loss 0.5');
    expect(() => evaluate("return 'loss ' + x", { x: torch.ones(2) })).to.throw(TypeError, 'a tensor of shape [2]');
  });

  it('leaves comparisons to JavaScript', () => {
    const [norm, x] = [torch.tensor(2), torch.ones(2)];
    expect(evaluate('return [norm > 1, norm < 1, 2 >= norm, 1 + norm <= norm * 2]', { norm })).to.deep.equal([
      true,
      false,
      true,
      true,
    ]);
    expect(() => evaluate('return x > 1', { x })).to.throw(TypeError, /shape \[2\].* x\.lt\(y\)/);
  });

  it('leaves what is outside of the directive to JavaScript, which refuses and names both ways out', () => {
    const x = torch.ones(2, 3);
    const add = (a: unknown, b: unknown): unknown => (a as number) + (b as number);
    expect(() => add(x, 1)).to.throw(TypeError, /shape \[2, 3\].*x\.add\(y\).*node --import microtorch\/operators/);
  });
});

describe('compound assignment on tensors', () => {
  for (const [sign, result] of Object.entries({ '+': 7, '-': 3, '*': 10, '/': 2.5, '%': 1, '**': 25 }))
    it(`is in place: ${sign}=`, () => {
      const p = torch.full([2], 5);
      expect(evaluate(`const same = p; p ${sign}= 2; return p === same`, { p })).to.equal(true);
      expect(p.tolist()).to.deep.equal([result, result]);
    });

  it('keeps a leaf the leaf under no_grad', () => {
    const p = torch.tensor([1, 2], { requires_grad: true });
    const body =
      '(p * p).sum().backward(); const leaf = p; torch.no_grad(() => { p -= 0.1 * p.grad }); return p === leaf';
    expect(evaluate(body, { p })).to.equal(true);
    expect(p.is_leaf && p.requires_grad).to.equal(true);
    expect(p.tolist()).to.deep.equal([0.8, 1.6].map(Math.fround));
  });

  it('refuses a leaf that requires a gradient elsewhere', () => {
    const p = torch.tensor([1, 2], { requires_grad: true });
    expect(() => evaluate('p -= 1', { p })).to.throw(
      'a leaf Variable that requires grad is being used in an in-place operation.',
    );
  });

  it('writes to a parameter that is a field of a module', () => {
    const model = new torch.nn.Linear(2, 1);
    const { weight } = model;
    const before = weight.detach().clone();
    evaluate('torch.no_grad(() => { model.weight -= 0.5 * model.weight })', { model });
    expect(model.weight).to.equal(weight);
    expect(torch.equal(weight, before.mul(0.5))).to.equal(true);
  });

  it('makes a tensor of a number that a tensor is added to', () => {
    const l = torch.tensor(2);
    expect(shown('(() => { let loss = 0; for (let i = 0; i < 3; i++) loss += l; return loss })()', { l })).to.equal(
      'tensor(6.)',
    );
    expect(l.item()).to.equal(2);
  });

  it('reads a view, updates it and writes it back: x[i] += v', () => {
    const x = torch.arange(6, { dtype: torch.float32 }).view(2, 3);
    evaluate("x[0] += 10; x['1, 1:'] *= 2; x[-1][0] -= 1", { x });
    expect(x.tolist()).to.deep.equal([
      [10, 11, 12],
      [2, 8, 10],
    ]);
  });

  it('keeps the dtype and says when it cannot', () => {
    const i = torch.tensor([1n, 2n]);
    expect(shown('(() => { i += 1; return i })()', { i })).to.equal('tensor([2, 3])');
    expect(() => evaluate('i += 0.5', { i })).to.throw(
      "result type Float can't be cast to the desired output type Long",
    );
  });
});

describe("tsover's methods", () => {
  it('are on every tensor, and are called with both operands', () => {
    const x = torch.tensor([1, 2]);
    expect(x[Symbol.operatorPlus](x, 1).tolist()).to.deep.equal([2, 3]);
    expect(x[Symbol.operatorMinus](1, x).tolist()).to.deep.equal([0, -1]);
    expect(x[Symbol.operatorStar](x, x).tolist()).to.deep.equal([1, 4]);
    expect(x[Symbol.operatorSlash](1, x).tolist()).to.deep.equal([1, 0.5]);
    expect(x[Symbol.operatorStarStar](x, 2).tolist()).to.deep.equal([1, 4]);
    expect(new torch.nn.Parameter(x)[Symbol.operatorPercent](3, x).tolist()).to.deep.equal([0, 1]);
  });

  it('have the keys that its own runtime makes', () => {
    for (const name of ['Plus', 'Minus', 'Star', 'Slash', 'StarStar', 'Percent'])
      expect(Reflect.get(Symbol, `operator${name}`)).to.equal(Symbol.for(`Symbol.operator${name}`));
    expect(Symbol.deferOperation).to.equal(Symbol.for('Symbol.deferOperation'));
  });

  it('leave an operation to an object that has the method too', () => {
    const other = { [Symbol.operatorPlus]: (_left: unknown, _right: unknown) => 'theirs' };
    expect(evaluate('return [x + other, other + x]', { x: torch.ones(2), other })).to.deep.equal(['theirs', 'theirs']);
  });
});
