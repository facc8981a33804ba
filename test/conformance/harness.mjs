// Reads conformance cases (FORMAT.md) and runs one of them against a torch namespace. Both the command line (run.mjs) and the
// mocha test (conformance.test.ts) stand on this file, so that they can not disagree on what a pass is.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const casesDir = join(dirname(fileURLToPath(import.meta.url)), 'cases');

/** The names of the packs in a folder of cases, sorted. */
export const packNames = (dir = casesDir) =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.jsonl.gz'))
    .map((file) => file.replace('.jsonl.gz', ''))
    .sort();

/** The cases of one pack, as they were written. */
export const readPack = (pack, dir = casesDir) =>
  gunzipSync(readFileSync(join(dir, `${pack}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What a case is about: the op, the module (`nn.Linear`), the optimizer or the scheduler; null for random and repr. */
export const nameOf = (c) => c.op ?? c.module ?? c.optimizer ?? c.scheduler ?? null;

// ---- values -----------------------------------------------------------------------------------------------------------
const ARRAYS = {
  float64: Float64Array,
  float32: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};
const SPECIAL = { nan: NaN, inf: Infinity, '-inf': -Infinity };

function values({ dtype, data }) {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64')); // a copy of its own, so that it is aligned
  return new ARRAYS[dtype](bytes.buffer);
}

const flatten = (x) => (Array.isArray(x) ? x.flatMap(flatten) : [x]);
const count = (shape) => shape.reduce((product, size) => product * size, 1);
const withOptions = (args, options) => (Object.keys(options).length ? [...args, options] : args);
const isTensor = (x) =>
  x !== null && (typeof x === 'object' || typeof x === 'function') && 'shape' in x && 'dtype' in x;
const isIterable = (x) => x !== null && typeof x === 'object' && Symbol.iterator in x;
const tensorsIn = (x) => (isTensor(x) ? [x] : isIterable(x) ? [...x].flatMap(tensorsIn) : []);

// ---- comparing --------------------------------------------------------------------------------------------------------
/** [relative, absolute], as torch.testing.assert_close; every other dtype is compared exactly. */
const TOLERANCE = { float64: [1e-7, 1e-7], float32: [1.3e-6, 1e-5] };
const EXACT = [0, 0];

function checkTensor(got, d, what, tolerance = TOLERANCE[d.dtype] ?? EXACT) {
  if (!isTensor(got)) throw new Error(`${what}: expected a tensor, got ${String(got).slice(0, 60)}`);
  const shape = [...got.shape];
  if (shape.join() !== d.shape.join()) throw new Error(`${what}: shape [${shape}], PyTorch [${d.shape}]`);
  const dtype = String(got.dtype).replace(/^torch\./, '');
  if (dtype !== d.dtype) throw new Error(`${what}: dtype ${dtype}, PyTorch ${d.dtype}`);
  const expected = values(d);
  const mine = flatten(got.detach().tolist());
  if (d.shape.length && mine.length !== expected.length)
    throw new Error(`${what}: ${mine.length} elements, PyTorch ${expected.length}`);
  const [relative, absolute] = tolerance;
  for (let i = 0; i < expected.length; i++) {
    const e = Number(expected[i]);
    const m = Number(mine[i]);
    const same = Number.isNaN(e) ? Number.isNaN(m) : e === m || Math.abs(e - m) <= absolute + relative * Math.abs(e);
    if (!same) throw new Error(`${what}: element ${i} is ${m}, PyTorch ${e}`);
  }
}

function checkValue(got, expected, what, tolerance) {
  if (expected?.$tensor) return checkTensor(got, expected.$tensor, what, tolerance);
  if (Array.isArray(expected)) {
    const list = isTensor(got) ? [got] : isIterable(got) ? [...got] : Object.values(got ?? {});
    if (list.length !== expected.length) throw new Error(`${what}: ${list.length} results, PyTorch ${expected.length}`);
    return expected.forEach((e, i) => checkValue(list[i], e, `${what}[${i}]`, tolerance));
  }
  const want = expected?.$float ? SPECIAL[expected.$float] : expected?.$bigint ? BigInt(expected.$bigint) : expected;
  const same =
    typeof want === 'number'
      ? Object.is(Number(got), want) || Math.abs(Number(got) - want) <= 1e-9 + 1e-7 * Math.abs(want)
      : typeof want === 'bigint'
        ? BigInt(got) === want
        : Boolean(want) === Boolean(got);
  if (!same) throw new Error(`${what}: ${String(got)}, PyTorch ${String(want)}`);
}

function messageMatches(message, { message: wanted, regex }) {
  if (message.includes(wanted)) return true;
  try {
    return new RegExp(regex.replace(/\(\?[imsx]+\)/g, '')).test(message);
  } catch {
    return false; // a Python pattern that JavaScript does not read
  }
}

const sameText = (got, wanted) => (got === wanted ? undefined : { got, wanted });

/**
 * The cases' view of one torch namespace.
 *
 * `exists(c)`: whether the library has what the case is about at all. `run(pack, c)`: runs the case and throws what is wrong with
 * it; a pass returns undefined, or `{ got, wanted }` where only the wording differs from PyTorch's.
 */
export function conformance(torch) {
  // -- decoding ---------------------------------------------------------------------------------------------------------
  function decodeTensor(d, leaves) {
    const flat = torch.tensor(values(d), { dtype: torch[d.dtype] });
    let t = d.stride ? torch.as_strided(flat, d.shape, d.stride, 0) : torch.reshape(flat, d.shape);
    if (d.requires_grad) {
      t = t.detach();
      t.requires_grad_(true);
      leaves?.push(t);
    }
    return t;
  }
  function decode(v, leaves) {
    if (v === null || typeof v !== 'object') return v;
    if (Array.isArray(v)) return v.map((x) => decode(x, leaves));
    if (v.$tensor) return decodeTensor(v.$tensor, leaves);
    if (v.$float) return SPECIAL[v.$float];
    if (v.$bigint) return BigInt(v.$bigint);
    if (v.$dtype) return torch[v.$dtype];
    if (v.$slice) {
      const [start, stop, step] = v.$slice.map((x) => (x === null ? '' : String(x)));
      return step === '' ? `${start}:${stop}` : `${start}:${stop}:${step}`;
    }
    if (v.$ellipsis) return '...';
    if (v.$dict) return decodeAll(v.$dict, leaves);
    throw new Error('cannot decode ' + JSON.stringify(v).slice(0, 80));
  }
  const decodeAll = (record, leaves) =>
    Object.fromEntries(Object.entries(record ?? {}).map(([key, x]) => [key, decode(x, leaves)]));

  // -- looking up -------------------------------------------------------------------------------------------------------
  const find = (path) =>
    path
      .replace(/^torch\./, '')
      .split('.')
      .reduce((o, key) => o?.[key], torch);
  function lookUp(path) {
    const f = find(path);
    if (typeof f !== 'function') throw new Error(`${path} does not exist`);
    return f;
  }
  function isMember(name) {
    for (let o = torch.Tensor?.prototype; o; o = Object.getPrototypeOf(o))
      if (Object.getOwnPropertyDescriptor(o, name)) return o !== Object.prototype;
    return false;
  }
  function exists(c) {
    if (c.call) {
      const { function: path, method, inplace, property } = c.call;
      const members = [property ?? (method === '__getitem__' ? 'index' : method), inplace];
      return (path !== null && typeof find(path) === 'function') || members.some((name) => name && isMember(name));
    }
    if (c.module) return typeof find(c.module) === 'function';
    if (c.optimizer) return typeof find(`optim.${c.optimizer}`) === 'function';
    if (c.scheduler) return typeof find(`optim.lr_scheduler.${c.scheduler}`) === 'function';
    return true;
  }

  // -- one function a kind of case --------------------------------------------------------------------------------------
  function callOp(c, way, args, options) {
    if (way === 'function') return lookUp(c.call.function)(...withOptions(args, options));
    const [self, ...rest] = args;
    const name = c.call[way];
    if (c.call.property) return self[c.call.property];
    if (name === '__getitem__') return self.index(...rest[0]);
    if (typeof self[name] !== 'function') throw new Error(`Tensor.${name} does not exist`);
    return self[name](...withOptions(rest, options));
  }
  function checkGradients(c, out, leaves) {
    const outs = tensorsIn(out).filter((t) => t.requires_grad);
    if (outs.length !== c.cotangents.length)
      throw new Error(`${outs.length} results require grad, PyTorch ${c.cotangents.length}`);
    const got = [...torch.autograd.grad(outs, leaves, { grad_outputs: decode(c.cotangents), allow_unused: true })];
    got.forEach((g, i) => {
      const expected = c.grads[i];
      if (expected) checkTensor(g, expected.$tensor, `gradient ${i}`);
      else if (g && flatten(g.tolist()).some((x) => x !== 0)) throw new Error(`gradient ${i}: expected none`);
    });
  }
  function runOp(c, way) {
    const leaves = [];
    const args = decode(c.args, leaves);
    const options = decodeAll(c.kwargs, leaves);
    if (way === 'inplace') {
      args[0] = args[0].detach().clone();
      const out = callOp(c, way, args, options);
      if (out !== args[0]) throw new Error(`Tensor.${c.call.inplace} did not return its tensor`);
      checkValue(out, c.out, 'in place');
      return;
    }
    const out = callOp(c, way, args, options);
    checkValue(out, c.out, 'value');
    if (c.grads) checkGradients(c, out, leaves);
  }
  function ops(c) {
    for (const way of ['function', 'method', 'inplace']) {
      if (!c.call[way] || (way === 'inplace' && c.dtype === 'float64')) continue;
      try {
        runOp(c, way);
      } catch (e) {
        throw new Error(`${way}: ${e?.message ?? e}`, { cause: e });
      }
    }
  }

  function errors(c) {
    const args = decode(c.args);
    const options = decodeAll(c.kwargs);
    const way = c.call.function ? 'function' : 'method';
    if (way === 'function') lookUp(c.call.function);
    else if (typeof args[0][c.call.method] !== 'function') throw new Error(`Tensor.${c.call.method} does not exist`);
    let thrown;
    try {
      callOp(c, way, args, options);
    } catch (e) {
      thrown = e;
    }
    if (!thrown) throw new Error('nothing was thrown; PyTorch: ' + c.error.message);
    if (!(thrown instanceof Error) || thrown.message.length < 8) throw new Error('no message');
    if (/does not exist|is not a function|Cannot read prop|undefined/.test(thrown.message))
      throw new Error('not a deliberate error: ' + thrown.message);
    return messageMatches(thrown.message, c.error) ? undefined : { got: thrown.message, wanted: c.error.message };
  }

  function modules(c) {
    // composed layers add up in another order than PyTorch's fused ones, so float32 is given a little more room
    const near = (loose) => (c.dtype === 'float64' ? undefined : loose);
    const { args, kwargs } = c.constructor;
    torch.manual_seed(c.seed);
    let module = new (lookUp(c.module))(...withOptions(decode(args), decodeAll(kwargs)));
    const initial = module.state_dict();
    for (const [key, v] of Object.entries(c.initial_state_dict ?? {})) {
      if (!initial[key]) throw new Error(`state_dict lacks ${key}`);
      checkValue(initial[key], v, `initial ${key}`, v.$tensor.dtype === 'float32' ? [1e-5, 1e-6] : undefined);
    }
    module = module.to(torch[c.dtype]);
    module.load_state_dict(decodeAll(c.state_dict));
    module.train(c.training);
    const leaves = [];
    const outs = tensorsIn(module(...withOptions(decode(c.forward.args, leaves), decodeAll(c.forward.kwargs, leaves))));
    checkValue(outs, c.out, 'value', near([1e-5, 1e-5]));
    const after = module.state_dict();
    for (const [key, v] of Object.entries(c.state_dict_after))
      checkValue(after[key], v, `after ${key}`, near([1e-5, 1e-5]));
    if (c.cotangents) {
      const inputs = [...leaves, ...module.parameters()];
      const gradOutputs = { grad_outputs: decode(c.cotangents), allow_unused: true };
      const got = [
        ...torch.autograd.grad(
          outs.filter((t) => t.requires_grad),
          inputs,
          gradOutputs,
        ),
      ];
      c.input_grads.forEach((e, i) => e && checkTensor(got[i], e.$tensor, `input gradient ${i}`));
      Object.entries(c.param_grads).forEach(
        ([name, e], i) => e && checkTensor(got[leaves.length + i], e.$tensor, `gradient of ${name}`),
      );
    }
    return sameText(String(module), c.repr);
  }

  function scheduler(c) {
    const parameter = torch.zeros(1).requires_grad_(true);
    const optimizer = new torch.optim.SGD([parameter], { lr: c.lr, momentum: c.momentum });
    const schedule = new (lookUp(`optim.lr_scheduler.${c.scheduler}`))(optimizer, decodeAll(c.kwargs));
    c.lrs.forEach((lr, i) => {
      if (i) {
        optimizer.step();
        schedule.step();
      }
      const mine = optimizer.param_groups[0].lr;
      if (!(Math.abs(mine - lr) <= 1e-12 + 1e-9 * Math.abs(lr)))
        throw new Error(`step ${i}: lr ${mine}, PyTorch ${lr}`);
    });
  }
  function optim(c) {
    if (c.scheduler) return scheduler(c);
    const params = c.params.map((p) => decodeTensor({ ...p.$tensor, requires_grad: true }));
    const optimizer = new (lookUp(`optim.${c.optimizer}`))(params, decodeAll(c.kwargs));
    const tolerance = c.dtype === 'float64' ? undefined : [1e-5, 1e-6];
    c.grads.forEach((grads, step) => {
      grads.forEach((g, i) => {
        params[i].grad = decode(g);
      });
      optimizer.step();
      c.after[step].forEach((e, i) =>
        checkTensor(params[i].detach(), e.$tensor, `step ${step} parameter ${i}`, tolerance),
      );
    });
    return sameText(String(optimizer), c.repr);
  }

  function draw({ fn, args, kwargs }) {
    const init = torch.nn.init;
    if (fn === 'normal_sample') return new torch.distributions.normal.Normal(args[0], args[1]).sample(args[2]);
    if (fn === 'uniform_' || fn === 'normal_') return torch.empty(args[0])[fn](...args.slice(1));
    if (fn === 'kaiming_uniform_') return init.kaiming_uniform_(torch.empty(args[0]), { a: args[1] });
    if (init?.[fn]) return init[fn](torch.empty(args[0]));
    return lookUp(fn)(...withOptions(args, decodeAll(kwargs)));
  }
  function checkDraw(step, i) {
    const d = step.out.$tensor;
    let out = draw(step);
    if (count(out.shape) > count(d.shape)) out = torch.narrow(out, 0, 0, d.shape[0]); // only the first ones are recorded
    // uniform numbers are equal to the bit; a normal one went through a logarithm and a cosine
    const normal = d.dtype === 'float32' ? [2e-6, 1e-6] : [1e-12, 1e-13];
    const tolerance = /normal|randn|orthogonal/.test(step.fn) ? normal : EXACT;
    checkTensor(out, d, `${step.fn}(${JSON.stringify(step.args)}), call ${i}`, tolerance);
  }
  function splits(c) {
    const { random_split } = torch.utils.data;
    const parts = random_split(
      Array.from({ length: c.n }, (_, i) => i),
      c.lengths,
    );
    const mine = JSON.stringify(parts.map((part) => [...part.indices].map(Number)));
    if (mine !== JSON.stringify(c.parts)) throw new Error(`parts ${mine}, PyTorch ${JSON.stringify(c.parts)}`);
  }
  function loaders(c) {
    const { DataLoader, TensorDataset } = torch.utils.data;
    const options = { shuffle: true, drop_last: c.drop_last };
    const loader = new DataLoader(new TensorDataset(torch.arange(c.n)), c.batch_size, options);
    c.epochs.forEach((batches, epoch) => {
      const mine = [...loader].map(([b]) => flatten(b.tolist()).map(Number));
      batches.forEach((batch, i) => {
        if (mine[i].slice(0, batch.length).join() !== batch.join())
          throw new Error(`epoch ${epoch} batch ${i}: ${mine[i].slice(0, 6)}, PyTorch ${batch.slice(0, 6)}`);
      });
    });
    checkTensor(torch.rand(2), c.rand_after.$tensor, 'rand after the loader', EXACT);
  }
  function random(c) {
    torch.manual_seed(Number.isSafeInteger(c.seed) ? c.seed : BigInt(c.seed));
    if (c.steps) c.steps.forEach(checkDraw);
    else if (c.parts) splits(c);
    else loaders(c);
  }

  function repr(c) {
    let t;
    if (c.js) t = new Function('x', 'return ' + c.js)(decodeTensor({ ...c.x.$tensor, requires_grad: true }));
    else {
      t = decode(c.tensor);
      if (c.parameter) t = new torch.nn.Parameter(t);
      else if (c.requires_grad) t.requires_grad_(true);
    }
    const short = (text) => JSON.stringify(text).slice(0, 160);
    if (t.toString() !== c.repr) throw new Error(`${short(t.toString())}, PyTorch ${short(c.repr)}`);
  }

  const kinds = { errors, modules, optim, random, repr };
  return { exists, run: (pack, c) => (pack.startsWith('ops-') ? ops : kinds[pack])(c) };
}
