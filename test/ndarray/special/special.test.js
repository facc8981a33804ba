import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as special from '../../../src/ndarray/special/index.js';
/** Below this size numbers are subnormal, or about to be, and have fewer digits. */
const TINY = 1e-300;
/** Close to the exact value: relative, and where a function passes through zero away from 0, absolute. */
const EXACT = { rtol: 1e-12, atol: TINY };
const EXACT_NEAR_ZEROS = {
    lgamma: 1e-14,
    digamma: 1e-14,
    polygamma0: 1e-14,
    j0: 1e-15,
    j1: 1e-15,
    y0: 1e-15,
    y1: 1e-15,
    airy_ai: 1e-12,
};
/** Where PyTorch itself is further than that from the exact value, by how much. */
const TORCH = {
    ndtr: { atol: 1e-16 }, // (1 + erf) / 2 in the lower tail
    polygamma1: { rtol: 1e-9 }, // a short asymptotic series
    igamma: { rtol: 1e-8 }, // the uniform expansion for large a
    igammac: { rtol: 1e-8 },
    j0: { atol: 1e-6 }, // from 5 to 20
    j1: { atol: 1e-6 },
    y0: { atol: 1e-6 },
    y1: { atol: 1e-6 },
    airy_ai: { atol: 1e-5 }, // from -2.1 to -5
};
/** Sums that may cancel altogether. */
const SUMS = { logaddexp2: { atol: 1e-16 }, polynomials: { atol: 1e-12 } };
const decode = (value) => typeof value === 'number' ? value : Number(value.replace('inf', 'Infinity'));
function fixture(family) {
    const text = readFileSync(new URL(`./fixtures/${family}.json`, import.meta.url), 'utf8');
    return new Map(Object.entries(JSON.parse(text)));
}
function expectClose(actual, expected, { rtol, atol }, what) {
    if (Number.isFinite(expected))
        expect(actual, what).to.be.closeTo(expected, rtol * Math.abs(expected) + atol);
    else
        expect(Object.is(actual, expected), `${what} is ${expected}, got ${actual}`).to.equal(true);
}
/** One function against all of its rows. */
function check(family, name, f) {
    for (const row of fixture(family).get(name) ?? expect.fail(`no rows for ${name}`)) {
        const args = row.slice(0, -2).map(decode);
        const torch = decode(row[row.length - 2]);
        const last = row[row.length - 1];
        const exact = last === null ? undefined : decode(last);
        const actual = f(...args);
        const what = `${name}(${args.join(', ')})`;
        expectClose(actual, torch, { ...EXACT, ...SUMS[family], ...SUMS[name], ...TORCH[name] }, `${what}, as PyTorch has it`);
        if (exact !== undefined && Number.isFinite(torch)) {
            expectClose(actual, exact, { ...EXACT, atol: EXACT_NEAR_ZEROS[name] ?? TINY }, `${what}, exactly`);
        }
        if (torch === 0 && !exact && actual === 0) {
            expect(Object.is(actual, torch), `the sign of ${what}`).to.equal(true);
        }
    }
}
const CASES = {
    error: {
        erf: special.erf,
        erfc: special.erfc,
        erfcx: special.erfcx,
        erfinv: special.erfinv,
        ndtr: special.ndtr,
        ndtri: special.ndtri,
        log_ndtr: special.log_ndtr,
    },
    gamma: {
        lgamma: special.lgamma,
        digamma: special.digamma,
        zeta: special.zeta,
        ...Object.fromEntries([0, 1, 2, 3, 7, 20].map((n) => [`polygamma${n}`, (x) => special.polygamma(n, x)])),
        igamma: special.igamma,
        igammac: special.igammac,
    },
    bessel: {
        i0: special.i0,
        i0e: special.i0e,
        i1: special.i1,
        i1e: special.i1e,
        j0: special.j0,
        j1: special.j1,
        y0: special.y0,
        y1: special.y1,
        k0: special.k0,
        k1: special.k1,
        scaled_k0: special.scaled_k0,
        scaled_k1: special.scaled_k1,
        spherical_j0: special.spherical_j0,
        airy_ai: special.airy_ai,
    },
    polynomials: {
        chebyshev_t: special.chebyshev_t,
        chebyshev_u: special.chebyshev_u,
        chebyshev_v: special.chebyshev_v,
        chebyshev_w: special.chebyshev_w,
        shifted_chebyshev_t: special.shifted_chebyshev_t,
        shifted_chebyshev_u: special.shifted_chebyshev_u,
        shifted_chebyshev_v: special.shifted_chebyshev_v,
        shifted_chebyshev_w: special.shifted_chebyshev_w,
        hermite_h: special.hermite_h,
        hermite_he: special.hermite_he,
        laguerre_l: special.laguerre_l,
        legendre_p: special.legendre_p,
    },
    rounding: {
        round: special.round,
        frac: special.frac,
        remainder: special.remainder,
        floor_divide: special.floor_divide,
        copysign: special.copysign,
        heaviside: special.heaviside,
        sinc: special.sinc,
        logaddexp: special.logaddexp,
        logaddexp2: special.logaddexp2,
        xlogy: special.xlogy,
        xlog1py: special.xlog1py,
        logit: (x) => special.logit(x),
        logit_eps: (x) => special.logit(x, 0.1),
        nextafter: special.nextafter,
        nextafter_float32: special.nextafter_float32,
        ldexp: special.ldexp,
        frexp_mantissa: (x) => special.frexp(x)[0],
        frexp_exponent: (x) => special.frexp(x)[1],
        hypot: special.hypot,
    },
};
describe('special functions', () => {
    for (const [family, functions] of Object.entries(CASES)) {
        describe(family, () => {
            it('checks every function that has rows', () => {
                expect(Object.keys(functions)).to.have.members([...fixture(family).keys()]);
            });
            for (const [name, f] of Object.entries(functions)) {
                it(`${name} gives PyTorch's value`, () => check(family, name, f));
            }
        });
    }
    it('trigamma is the first polygamma function', () => {
        for (const x of [-2.3, 0.1, 1, 30])
            expect(special.trigamma(x)).to.equal(special.polygamma(1, x));
    });
    it('polygamma refuses a negative order', () => {
        expect(() => special.polygamma(-1, 2)).to.throw('polygamma(n, x) does not support negative n.');
    });
    it('igamma and igammac add up to 1', () => {
        for (const a of [0.1, 1, 15, 20, 1e3, 1e7]) {
            for (const ratio of [0.3, 0.5, 0.99, 1, 1.01, 2, 3]) {
                expect(special.igamma(a, a * ratio) + special.igammac(a, a * ratio)).to.be.closeTo(1, 1e-15);
            }
        }
    });
    it('the pieces of a function meet where one method hands over to the next', () => {
        const seams = [
            [special.erf, [1, 6]],
            [special.erfc, [0.5]],
            [special.erfcx, [5.5, 2 * Math.PI]],
            [special.lgamma, [0.5, 1.5, 2.5, 10]],
            [special.digamma, [10]],
            [special.j0, [25]],
            [special.j1, [25]],
            [special.y0, [1, 25]],
            [special.y1, [1, 25]],
            [special.k0, [1, 25]],
            [special.k1, [1, 25]],
            [special.i0, [25]],
            [special.i1, [25]],
            [special.airy_ai, [1.5 ** (2 / 3), -(1.5 ** (2 / 3))]],
            [(x) => special.igamma(30, x), [15, 30, 60]],
        ];
        for (const [f, xs] of seams) {
            for (const x of xs) {
                const below = f(x * (1 - 1e-15));
                const above = f(x * (1 + 1e-15));
                expect(above, `${f.name} at ${x}`).to.be.closeTo(below, 1e-13 * Math.abs(below));
            }
        }
    });
    it('gcd and lcm are never negative', () => {
        const rows = [
            [-4n, 6n, 2n, 12n],
            [0n, 0n, 0n, 0n],
            [0n, -5n, 5n, 0n],
            [-6n, -9n, 3n, 18n],
            [7n, 1n, 1n, 7n],
            [2n ** 62n, 6n, 2n, 3n * 2n ** 62n],
        ];
        for (const [a, b, divisor, multiple] of rows) {
            expect(special.gcd(a, b)).to.equal(divisor);
            expect(special.lcm(a, b)).to.equal(multiple);
        }
    });
    it('frexp and ldexp are inverse to each other', () => {
        for (const x of [1, -3.7, 1e300, 5e-324, -1e-310, 0.1]) {
            const [mantissa, exponent] = special.frexp(x);
            expect(Math.abs(mantissa)).to.be.within(0.5, 1 - Number.EPSILON / 2);
            // In two steps, since 2**exponent alone may overflow or underflow.
            const half = Math.trunc(exponent / 2);
            expect(special.ldexp(special.ldexp(mantissa, half), exponent - half)).to.equal(x);
        }
    });
    it('a and b are remainder and floor division put together', () => {
        for (const a of [-7, -1, 0.3, 5.5]) {
            for (const b of [-2, -0.25, 3]) {
                expect(special.floor_divide(a, b) * b + special.remainder(a, b)).to.be.closeTo(a, 1e-15);
            }
        }
    });
});
//# sourceMappingURL=special.test.js.map