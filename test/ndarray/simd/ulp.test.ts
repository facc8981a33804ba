import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { Kernels } from './harness.js';
import { rounded } from './functions.js';

type Name = keyof typeof rounded;
const names = Object.keys(rounded) as Name[];

/** Every how many f32 bit patterns one is taken: 2^32 / STEP inputs a function and build. */
const STEP = Number(process.env.ULP_STEP ?? 1999);
const BATCH = 1 << 16;

const float = new Float32Array(1);
const floatBits = new Int32Array(float.buffer);
const double = new Float64Array(1);
const doubleBits = new BigInt64Array(double.buffer);

/** The place of an f32 among all f32: neighbours differ by 1. */
function floatPlace(x: number) {
  float[0] = x;
  return floatBits[0] < 0 ? -(2 ** 31) - floatBits[0] : floatBits[0];
}
function doublePlace(x: number) {
  double[0] = x;
  return doubleBits[0] < 0n ? -(2n ** 63n) - doubleBits[0] : doubleBits[0];
}

describe('SIMD functions within 2 ulp of the correctly rounded value', function () {
  this.timeout(120000);

  for (const relaxed of [false, true]) {
    const label = relaxed ? 'relaxed' : 'plain';
    const { k, memory } = over('f32', relaxed);
    const inputBits = new Int32Array(memory.buffer, 1 << 16, BATCH);
    const input = new Float32Array(memory.buffer, 1 << 16, BATCH);
    const output = new Float32Array(memory.buffer, (1 << 16) + 4 * BATCH, BATCH);

    for (const name of names) {
      it(`${name} (f32, ${label}), over the whole range`, () => {
        const f = rounded[name];
        let worst = 0;
        let where = 0;
        let count = 0;
        for (let bits = 0; bits < 2 ** 32;) {
          let n = 0;
          for (; n < BATCH && bits < 2 ** 32; n++, bits += STEP) inputBits[n] = bits | 0;
          k[name](input.byteOffset, output.byteOffset, n);
          for (let i = 0; i < n; i++) {
            // PyTorch's formula, which ours follows, gives 0 where e^-x is infinite
            const vanishes = name === 'sigmoid' && Math.fround(Math.exp(-input[i])) === Infinity;
            const want = vanishes ? 0 : Math.fround(f(input[i]));
            if (Number.isNaN(want) !== Number.isNaN(output[i]))
              expect.fail(`${name}(${input[i]}) is ${output[i]}, not ${want}`);
            if (Number.isNaN(want)) continue;
            const distance = Math.abs(floatPlace(output[i]) - floatPlace(want));
            if (distance > worst) [worst, where] = [distance, input[i]];
          }
          count += n;
        }
        console.log(
          `        ${name} f32 ${label}: worst ${worst} ulp of ${count} inputs${worst ? `, at ${where}` : ''}`,
        );
        expect(worst).to.be.at.most(2);
      });
    }
  }

  // Doubles are compared with values that mpmath computed with 200 bits and more (1200 for the trigonometric functions).
  const values: Record<string, [number, number][]> = JSON.parse(
    readFileSync(new URL('./double-values.json', import.meta.url), 'utf8'),
  );
  for (const relaxed of [false, true]) {
    const label = relaxed ? 'relaxed' : 'plain';
    const { k, memory } = over('f64', relaxed);
    for (const name of names.filter((x) => x in values)) {
      it(`${name} (f64, ${label}), at ${values[name].length} random points`, () => {
        const n = values[name].length;
        const input = new Float64Array(memory.buffer, 1 << 16, n);
        const output = new Float64Array(memory.buffer, (1 << 16) + 8 * BATCH, n);
        input.set(values[name].map(([x]) => x));
        k[name](input.byteOffset, output.byteOffset, n);
        values[name].forEach(([x, want], i) => {
          const distance = Number(doublePlace(output[i]) - doublePlace(want));
          expect(Math.abs(distance), `${name}(${x}) is ${output[i]}, not ${want}`).to.be.at.most(2);
        });
      });
    }
  }
});

function over(real: 'f32' | 'f64', relaxed: boolean) {
  const memory = new WebAssembly.Memory({ initial: 32 });
  return { k: new Kernels(real, relaxed, memory).k, memory };
}
