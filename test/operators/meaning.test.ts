import { expect } from 'chai';
import { plain, rewritten } from './evaluate.js';

/** What a body returns or throws. */
function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

// Bodies of functions; `log` notes what happens, in order, and returns its second argument.
const BODIES: Readonly<Record<string, string>> = {
  'numbers in every operator': 'let a = 7, b = -2.5; return [a + b, a - b, a * b, a / b, a % b, b % a, a ** 3, -a, -b]',
  'zeros and what is no number':
    'const z = 0; return [-z, 1 / -z, z / z, 1 / z, z % z, (-z) ** 3, NaN + z].map((x) => [x, Object.is(x, -0)])',
  'precedence and associativity':
    'const [a, b, c, d] = [2, 3, 4, 5]; return [a + b * c - d, (a + b) * c, a - b - c, a ** b ** 2, (a ** b) ** 2, a / b / c, a % c * d, -a * b, -(a * b), a - -b, a+ +b, 2 ** -a, (-a) ** 2]',
  strings:
    "const s = 'a', n = 2; return [s + n, n + s, s + s, n + n + s, s + n + n, `${s + n}` + `${-n}`, s * n, '3' * n, '3' - n, -'3']",
  bigints:
    'const a = 7n, b = -2n; let c = a; c += b; c **= 2n; return [a + b, a - b, a * b, a / b, a % b, a ** 3n, -a, c]',
  'bigints and numbers, which do not mix': 'const a = 7n; return a + 1',
  'booleans, null and undefined':
    'const [t, n, u] = [true, null, undefined]; return [t + t, n + 1, u + 1, -n, -t, n * u]',
  'objects that convert':
    "const o = { valueOf: () => 3 }, d = { toString: () => 'd' }; return [o + 1, 2 * o, o ** o, -o, d + 1, [1, 2] + [3], {} + '']",
  symbols: "return Symbol('s') + 1",
  'symbols on the right': "let x = 1; x -= Symbol('s'); return x",
  'negated symbols': "const s = Symbol('s'); return -s",
  'the order of operands': 'const r = log(1, 2) + log(2, 3) * log(3, 4) ** log(4, 2) - -log(5, 6); return r',
  'the order of operands in assignments':
    'const o = { p: 1 }; log(1, o)[log(2, "p")] += log(3, 4) * log(4, 5); log(5, o).p -= log(6, 1); return o',
  'the object and the key of an assignment once':
    'let n = 0; const a = [1, 2, 3]; a[n++] *= 10; (() => (n++, a))()[2] **= 2; return [a, n]',
  'getters and setters once':
    'const o = { get p() { return log("get", 1) }, set p(x) { log("set", x) } }; o.p += 1; o["p"] *= 3; return o.p -= 1',
  'the left value before the right side is evaluated':
    'let x = 1; const o = { p: 1 }; x += (x = 10, 1); o.p += (o.p = 10, 1); return [x, o.p]',
  'the object before the key is evaluated':
    'let a = [1, 2]; const first = a; a[(a = [10, 20], 1)] += 5; return [a, first]',
  'an object that is missing': 'const o = null; o.p += log("never", 1)',
  'a member of what a call did not return': 'const f = () => undefined; f().p -= log("never", 1)',
  'assignment to a constant': 'const c = 1; c += 1',
  'assignment to what does not exist': '"use strict"; missing += 1',
  'recursion through the key of an assignment':
    'const a = [0, 0, 0, 0]; function f(i) { if (i < 3) (i > 0 ? a : a)[f(i + 1)] += i + 1; return i } f(0); return a',
  'assignments inside of assignments': 'const a = [1, 2, 3]; a[(a[0] += 1) - 1] += a[2] *= 2; return a',
  'assignments as values': 'let x = 1, o = { p: 2 }; return [x += 2, o.p *= x -= 1, (x) += 1, (o.p) -= 1, x, o]',
  'private members and super':
    'class A { get q() { return 40 } } class B extends A { #p = 1; static s = 2; get q() { return 0 } step(o) { this.#p += 2; (o ?? this).#p *= 5; B.s -= 1; return [this.#p, B.s, super.q + 2] } } return new B().step()',
  'super as a target':
    'class A {} class B extends A { f() { super.x += 1; super["x"] += 1; return this.x } } B.prototype.x = 1; A.prototype.x = 1; return new B().f()',
  'assignments in fields, static blocks and parameters':
    'const o = { p: 1, q: [1, 2] }; const f = () => o; class A { x = (f().p += 1) + this.y(); static z = f().p *= 3; static { f().p -= 1 } y() { return 100 } } const g = (a = f().q[o.p % 2] += 7) => a; return [new A().x, A.z, g(), o]',
  'assignments in arrow functions':
    'const o = { p: 1 }; const f = () => o; const add = (x) => f().p += x; const sub = (x) => (f().p -= x); return [add(2), sub(1), [1, 2].map((x) => f()["p"] *= x), o]',
  generators:
    'const o = { p: 1 }; function* g() { o[yield 1] += yield 2; return o.p - (yield 3) } const i = g(); i.next(); i.next("p"); i.next(5); return [i.next(1), o]',
  loops:
    'let s = 0; const a = [1, 2, 3]; for (let i = 0; i < a.length; i += 2) { a[i] += i * 2; s += a[i] } for (const x of a) s -= x; return [s, a]',
  'words next to operators':
    'const x = 3, o = { y: 1 }; function f(){return-x} switch (-3) { case-x: return [f(), typeof-x, void-x, [...[-x]], (()=>-o.y)(), !-x] }',
  'lines without semicolons':
    'let a = 1\nlet b = a\n-a\nconst o = { p: 1 }\nconst f = () => o\nf()\nf().p += 1\nf()["p"] *= 3\nreturn [a, b, o]',
  'comments between operands':
    'const a = 6, b = 3; return a /* one */ + // two\n /* three + */ b // four\n - a /* five */',
  'templates and tags':
    'const x = 2; const tag = (s, ...v) => [...s, ...v]; return [`${x + 1}-${-x}`, tag`a${x * 3}b`, `${`${x ** 2}`}`]',
  'optional chaining and nullish values':
    'const o = { a: { b: 2 } }; return [o?.a?.b + 1, (o.c?.d ?? 5) - 1, -(o?.["a"].b)]',
  'logical assignment and shifts, which stay':
    'let x = 0, y = 5; x ||= 2; x &&= 3; y <<= 1; y |= 1; y++; --x; return [x, y, ~x, +"3", x & 1, x << 2]',
  'destructuring with defaults': 'const { a = 1 + 1, b: [c = 2 ** 2] } = { b: [] }; return [a, c]',
  'labels, conditionals and sequences':
    'let x = 0; outer: for (;;) { x += 1; if (x > 3 ? x - 3 : 0) break outer } return (x -= 1, x * 2)',
  'large sums': `return ${Array.from({ length: 500 }, (_, i) => `(${i} + 0 * ${i})`).join(' + ')}`,
};

describe('rewritten arithmetic without tensors', () => {
  for (const [name, body] of Object.entries(BODIES))
    it(`keeps JavaScript's meaning: ${name}`, () => {
      const logs: unknown[][] = [[], []];
      const scope = (notes: unknown[]) => ({ log: (note: unknown, value: unknown) => (notes.push(note), value) });
      const expected = outcome(() => plain(body, scope(logs[0])));
      expect(outcome(() => rewritten(body, scope(logs[1])))).to.deep.equal(expected);
      expect(logs[1]).to.deep.equal(logs[0]);
    });

  it('asks an object once for the property key that it stands for', () => {
    const body = "let n = 0; const a = [1, 2]; a[{ toString: () => (n++, '1') }] += 5; return [a, n]";
    expect(rewritten(body)).to.deep.equal([[1, 7], 1]);
  });

  it('waits where asynchronous functions wait', async () => {
    const body =
      'const o = { p: [1, 2] }; const later = async (x) => x; const f = async (i) => (await later(o)).p[await later(i)] += await later(10); return f(0).then(async (x) => [x, await f(1), o, -(await later(2)) * 3])';
    expect(await rewritten(body)).to.deep.equal(await plain(body));
  });
});

describe('objects with operators of their own', () => {
  const key = (name: string): symbol => Symbol.for(`Symbol.${name}`);
  const DEFER = key('deferOperation');
  const money = (cents: number): object => ({
    cents,
    [key('operatorPlus')]: (a: { cents: number }, b: { cents: number }) => money(a.cents + b.cents),
    [key('operatorStar')]: (a: { cents: number } | number, b: { cents: number } | number) => {
      if (typeof a === 'string' || typeof b === 'string') return DEFER;
      return money((typeof a === 'number' ? a : a.cents) * (typeof b === 'number' ? b : b.cents));
    },
    valueOf: () => cents / 100,
  });
  const scope = { money, value: (x: { cents: number }) => x.cents };

  it('are asked for them, on either side', () => {
    expect(
      rewritten('return [value(money(2) + money(3)), value(money(2) * 3), value(3 * money(2))]', scope),
    ).to.deep.equal([5, 6, 6]);
  });

  it('are assigned what the operator returns', () => {
    expect(
      rewritten('const a = money(2); let b = a; b += money(3); return [value(a), value(b), a === b]', scope),
    ).to.deep.equal([2, 5, false]);
  });

  it('leave an operation to JavaScript where they have no method, or defer', () => {
    expect(rewritten("return [money(250) - 1, money(250) * '2', -money(250)]", scope)).to.deep.equal([1.5, 5, -2.5]);
  });
});
