import { expect } from 'chai';
import { builds, expectSame, lengths, sample, specials } from './harness.js';
import { exact, rounded } from './functions.js';
for (const build of builds) {
    describe(`SIMD functions of one argument (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        for (const [name, f] of Object.entries(exact)) {
            it(`${name} is exact for every length and special value, in place too`, () => {
                for (const n of lengths) {
                    for (const last of [false, true]) {
                        build.reset();
                        const a = build.reals(sample(n, true), last);
                        const o = build.reals(n);
                        const want = Array.from(a.data, (x) => build.round(f(x)));
                        build.k[name](a.ptr, o.ptr, n);
                        expectSame(o.data, want, `${name} of ${n}`);
                        build.k[name](a.ptr, a.ptr, n);
                        expectSame(a.data, want, `${name} in place of ${n}`);
                        build.check();
                    }
                }
            });
        }
        for (const [name, f] of Object.entries(rounded)) {
            it(`${name} gives PyTorch's special values`, () => {
                const a = build.reals(specials);
                const o = build.reals(specials.length);
                build.k[name](a.ptr, o.ptr, specials.length);
                a.data.forEach((x, i) => {
                    const want = build.round(f(x));
                    const what = `${name}(${x}) is ${o.data[i]}, not ${want}`;
                    // Precision is another test's matter; near its subnormals the double reference is not exact itself.
                    const near = Math.abs(o.data[i] - want) <= 1e-5 * Math.abs(want) + (build.single ? 3e-45 : 1e-320);
                    expect(Object.is(o.data[i], want) || (near && x !== 0 && Number.isFinite(want)), what).to.equal(true);
                });
            });
            it(`${name} does not depend on the length or on the place in the vector`, () => {
                const values = sample(Math.max(...lengths)).map(Math.abs);
                const whole = build.reals(values);
                build.k[name](whole.ptr, whole.ptr, values.length);
                const want = Array.from(whole.data);
                for (const n of lengths) {
                    build.reset();
                    const a = build.reals(values.slice(0, n), true);
                    const o = build.reals(n);
                    build.k[name](a.ptr, o.ptr, n);
                    expectSame(o.data, want.slice(0, n), `${name} of ${n}`);
                    build.check();
                }
            });
        }
    });
}
//# sourceMappingURL=unary.test.js.map