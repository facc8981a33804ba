import { expect } from 'chai';
import { builds, expectClose, expectSame, lengths, random, sample } from './harness.js';
const shapes = [
    [0, 3],
    [3, 0],
    [1, 1],
    [1, 9],
    [9, 1],
    [3, 4],
    [5, 3],
    [4, 16],
    [13, 21],
    [180, 16],
    [7, 70],
];
/** The exact sum, to a rounding or two, by Neumaier's method. */
function preciseSum(values) {
    let sum = 0;
    let rest = 0;
    for (const x of values) {
        const next = sum + x;
        rest += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
        sum = next;
    }
    return sum + rest;
}
for (const build of builds) {
    const { k } = build;
    describe(`SIMD reductions (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        it('sum, sum_squares and dot of any length', () => {
            for (const n of lengths) {
                for (const last of [false, true]) {
                    build.reset();
                    const a = build.reals(sample(n), last);
                    const b = build.reals(sample(n), !last);
                    const [x, y] = [Array.from(a.data), Array.from(b.data)];
                    const close = (got, want, what) => expectClose([got], [want], (4 + n) * build.tolerance, `${what} of ${n}`);
                    close(k.sum(a.ptr, n), preciseSum(x), 'sum');
                    close(k.sum_squares(a.ptr, n), preciseSum(x.map((v) => v * v)), 'sum_squares');
                    close(k.dot(a.ptr, b.ptr, n), preciseSum(x.map((v, i) => v * y[i])), 'dot');
                }
            }
        });
        it('the error of a sum does not grow with its length', () => {
            const rng = random(2);
            const n = 400001;
            const a = build.reals(Array.from({ length: n }, () => rng()));
            const want = preciseSum(a.data);
            expect(Math.abs(k.sum(a.ptr, n) / want - 1)).to.be.at.most(2 * build.tolerance);
        });
        it('sums meet infinities and NaN as additions do', () => {
            for (const [values, want] of [
                [[Infinity, 1], Infinity],
                [[1, -Infinity, 3], -Infinity],
                [[Infinity, -Infinity], NaN],
                [[NaN, 1], NaN],
            ]) {
                for (const padding of [0, 5, 40, 100]) {
                    build.reset();
                    const a = build.reals([...new Array(padding).fill(1), ...values]);
                    const n = a.data.length;
                    expectSame([k.sum(a.ptr, n)], [want], `sum of ${values}`);
                    const o = build.reals(1);
                    k.sum_dim0(a.ptr, o.ptr, n, 1);
                    expectSame(o.data, [want], `column sum of ${values}`);
                }
            }
        });
        it('sum_dim0 and sum_dim1', () => {
            for (const [R, C] of shapes) {
                for (const last of [false, true]) {
                    build.reset();
                    const a = build.reals(sample(R * C), last);
                    const columns = build.reals(C);
                    const rows = build.reals(R);
                    k.sum_dim0(a.ptr, columns.ptr, R, C);
                    k.sum_dim1(a.ptr, rows.ptr, R, C);
                    const at = (r, c) => a.data[r * C + c];
                    const range = (n) => Array.from({ length: n }, (_, i) => i);
                    const tolerance = 3 * (R + C) * build.tolerance; // of terms up to 3
                    expectClose(columns.data, range(C).map((c) => preciseSum(range(R).map((r) => at(r, c)))), tolerance, `columns of ${R} x ${C}`);
                    expectClose(rows.data, range(R).map((r) => preciseSum(range(C).map((c) => at(r, c)))), tolerance, `rows of ${R} x ${C}`);
                    build.check();
                }
            }
        });
        for (const name of ['max', 'min']) {
            const beats = (x, best) => !Number.isNaN(best) && (Number.isNaN(x) || (name === 'max' ? x > best : x < best));
            const first = (values) => values.reduce((at, x, i) => (beats(x, values[at]) ? i : at), 0);
            it(`${name}: NaN wins, and the first of equals`, () => {
                for (const [R, C] of shapes.filter(([R, C]) => R * C > 0)) {
                    for (const ties of [false, true]) {
                        for (const nan of [false, true]) {
                            for (const last of [false, true]) {
                                build.reset();
                                const values = sample(R * C).map((x) => (ties ? Math.round(x) + 0 : x));
                                const a = build.reals(nan ? values.map((x) => (x > 2.5 ? NaN : x)) : values, last);
                                const all = Array.from(a.data);
                                expectSame([k[name](a.ptr, all.length)], [all[first(all)]], `${name} of ${R} x ${C}`);
                                for (const [dim, count, size] of [
                                    [0, C, R],
                                    [1, R, C],
                                ]) {
                                    const extrema = build.reals(count);
                                    const positions = build.longs(count);
                                    k[`${name}_dim${dim}`](a.ptr, extrema.ptr, positions.ptr, R, C);
                                    const lines = Array.from({ length: count }, (_, i) => Array.from({ length: size }, (_, j) => (dim ? all[i * C + j] : all[j * C + i])));
                                    expectSame(positions.data, lines.map(first).map(BigInt), `positions of ${R} x ${C}, ${dim}`);
                                    expectSame(extrema.data, lines.map((line) => line[first(line)]), `${name} of ${R} x ${C}, ${dim}`);
                                }
                                build.check();
                            }
                        }
                    }
                }
            });
        }
    });
    describe(`SIMD softmax (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        const tolerance = 8 * build.tolerance;
        it('softmax and log_softmax of rows, and back', () => {
            for (const [R, C] of shapes) {
                build.reset();
                const a = build.reals(sample(R * C).map((x) => 10 * x), true);
                const [y, logY, back, logBack] = [0, 1, 2, 3].map(() => build.reals(R * C));
                const g = build.reals(sample(R * C));
                k.softmax(a.ptr, y.ptr, R, C);
                k.log_softmax(a.ptr, logY.ptr, R, C);
                k.softmax_backward(g.ptr, y.ptr, back.ptr, R, C);
                k.log_softmax_backward(g.ptr, logY.ptr, logBack.ptr, R, C);
                for (let r = 0; r < R; r++) {
                    const row = (x) => Array.from(x.data.subarray(r * C, r * C + C));
                    const [x, p, l, d] = [a, y, logY, g].map(row);
                    const top = Math.max(...x);
                    const total = preciseSum(x.map((v) => Math.exp(v - top)));
                    const what = `row of ${R} x ${C}`;
                    expectClose(p, x.map((v) => Math.exp(v - top) / total), tolerance, `softmax, ${what}`);
                    expectClose(l, x.map((v) => v - top - Math.log(total)), tolerance, `log_softmax, ${what}`);
                    const dot = preciseSum(d.map((v, i) => v * p[i]));
                    expectClose(row(back), p.map((v, i) => v * (d[i] - dot)), tolerance, `softmax_backward, ${what}`);
                    const sum = preciseSum(d);
                    expectClose(row(logBack), l.map((v, i) => d[i] - Math.exp(v) * sum), 4 * tolerance, `log_softmax_backward, ${what}`);
                }
                k.softmax(a.ptr, a.ptr, R, C);
                expectSame(a.data, y.data, 'softmax in place');
                k.softmax_backward(g.ptr, y.ptr, g.ptr, R, C);
                expectSame(g.data, back.data, 'softmax_backward in place');
            }
        });
        it('keeps small probabilities, and is NaN where PyTorch is', () => {
            const a = build.reals([0, -100, 0, -Infinity, Infinity, 0, -Infinity, -Infinity, NaN, 1]);
            const o = build.reals(10);
            k.softmax(a.ptr, o.ptr, 5, 2);
            const small = build.round(Math.exp(-100));
            expectClose([o.data[1] / small], [1], build.single ? 0.05 : 1e-12, 'a small probability');
            expectSame(o.data.subarray(2), [1, 0, NaN, NaN, NaN, NaN, NaN, NaN], 'special values');
            k.log_softmax(a.ptr, o.ptr, 5, 2);
            expectSame(o.data, [0, -100, 0, -Infinity, NaN, NaN, NaN, NaN, NaN, NaN], 'special values');
        });
    });
}
//# sourceMappingURL=reduce.test.js.map