import { builds, expectClose, sample } from './harness.js';
const sizes = [
    [0, 3],
    [1, 1],
    [1, 30],
    [3, 4],
    [2, 5],
    [5, 16],
    [4, 7],
];
const sigmoid = (x) => 1 / (1 + Math.exp(-x));
/** Derivatives of a scalar function of an array, by central differences. */
function derivative(f, x) {
    const h = 1e-5;
    return x.map((_, i) => {
        const moved = (d) => f(x.map((v, j) => (i === j ? v + d : v)));
        return (moved(h) - moved(-h)) / (2 * h);
    });
}
const dot = (a, b) => Array.from(a).reduce((s, x, i) => s + x * b[i], 0);
/** h', c' of PyTorch's LSTMCell from the pre-activations. */
function lstm(gi, gh, c, B, H) {
    const newH = [];
    const newC = [];
    for (let b = 0; b < B; b++) {
        for (let j = 0; j < H; j++) {
            const [i, f, g, o] = [0, 1, 2, 3].map((gate) => gi[(4 * b + gate) * H + j] + gh[(4 * b + gate) * H + j]);
            newC.push(sigmoid(f) * c[b * H + j] + sigmoid(i) * Math.tanh(g));
            newH.push(sigmoid(o) * Math.tanh(newC[b * H + j]));
        }
    }
    return { newH, newC };
}
/** h' of PyTorch's GRUCell from the pre-activations. */
function gru(gi, gh, h, B, H) {
    return Array.from({ length: B * H }, (_, at) => {
        const [b, j] = [Math.floor(at / H), at % H];
        const [ir, iz, inn] = [0, 1, 2].map((gate) => gi[(3 * b + gate) * H + j]);
        const [hr, hz, hn] = [0, 1, 2].map((gate) => gh[(3 * b + gate) * H + j]);
        const z = sigmoid(iz + hz);
        return (1 - z) * Math.tanh(inn + sigmoid(ir + hr) * hn) + z * h[at];
    });
}
for (const build of builds) {
    const { k } = build;
    const tolerance = 64 * build.tolerance;
    const slack = build.single ? 1e-5 : 1e-8; // of the differences
    describe(`SIMD recurrent cells (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        it('rnn_tanh and rnn_relu', () => {
            for (const n of [0, 1, 3, 8, 30]) {
                build.reset();
                const [a, b, o] = [build.reals(sample(n), true), build.reals(sample(n)), build.reals(n)];
                k.rnn_tanh(a.ptr, b.ptr, o.ptr, n);
                expectClose(o.data, Array.from(a.data, (x, i) => Math.tanh(x + b.data[i])), tolerance, 'tanh');
                k.rnn_relu(a.ptr, b.ptr, o.ptr, n);
                expectClose(o.data, Array.from(a.data, (x, i) => Math.max(0, x + b.data[i])), tolerance, 'relu');
            }
        });
        it('lstm, forward and backward', () => {
            for (const [B, H] of sizes) {
                build.reset();
                const n = B * H;
                const [gi, gh] = [build.reals(sample(4 * n), true), build.reals(sample(4 * n))];
                const c = build.reals(sample(n));
                const [newH, newC, newDc, dc0] = [0, 1, 2, 3].map(() => build.reals(n));
                const saved = build.reals(5 * n);
                const dg = build.reals(4 * n);
                const [dh, dc] = [build.reals(sample(n)), build.reals(sample(n))];
                const [x, y, z] = [gi, gh, c].map((v) => Array.from(v.data));
                const want = lstm(x, y, z, B, H);
                k.lstm(gi.ptr, gh.ptr, c.ptr, newH.ptr, newC.ptr, saved.ptr, B, H);
                expectClose(newH.data, want.newH, tolerance, `h of ${B} x ${H}`);
                expectClose(newC.data, want.newC, tolerance, `c of ${B} x ${H}`);
                for (const [useH, useC] of [
                    [1, 1],
                    [1, 0],
                    [0, 1],
                ]) {
                    const loss = (gates, cell) => {
                        const out = lstm(gates, y, cell, B, H);
                        return useH * dot(out.newH, dh.data) + useC * dot(out.newC, dc.data);
                    };
                    k.lstm_backward(useH && dh.ptr, useC && dc.ptr, c.ptr, saved.ptr, dg.ptr, newDc.ptr, B, H);
                    expectClose(dg.data, derivative((v) => loss(v, z), x), slack, `dg of ${B} x ${H}`);
                    expectClose(newDc.data, derivative((v) => loss(x, v), z), slack, `dc of ${B} x ${H}`);
                }
                dc0.data.set(dc.data);
                k.lstm_backward(dh.ptr, dc.ptr, c.ptr, saved.ptr, dg.ptr, newDc.ptr, B, H);
                k.lstm_backward(dh.ptr, dc0.ptr, c.ptr, saved.ptr, dg.ptr, dc0.ptr, B, H);
                expectClose(dc0.data, newDc.data, 0, 'dc in place');
                k.lstm(gi.ptr, gh.ptr, c.ptr, newH.ptr, c.ptr, saved.ptr, B, H);
                expectClose(c.data, newC.data, 0, 'c in place');
                build.check();
            }
        });
        it('gru, forward and backward', () => {
            for (const [B, H] of sizes) {
                build.reset();
                const n = B * H;
                const [gi, gh] = [build.reals(sample(3 * n), true), build.reals(sample(3 * n))];
                const h = build.reals(sample(n));
                const [newH, newDh] = [build.reals(n), build.reals(n)];
                const saved = build.reals(4 * n);
                const [dgi, dgh] = [build.reals(3 * n), build.reals(3 * n)];
                const dh = build.reals(sample(n));
                const [x, y, z] = [gi, gh, h].map((v) => Array.from(v.data));
                k.gru(gi.ptr, gh.ptr, h.ptr, newH.ptr, saved.ptr, B, H);
                expectClose(newH.data, gru(x, y, z, B, H), tolerance, `h of ${B} x ${H}`);
                const loss = (a, b, c) => dot(gru(a, b, c, B, H), dh.data);
                k.gru_backward(dh.ptr, h.ptr, saved.ptr, dgi.ptr, dgh.ptr, newDh.ptr, B, H);
                expectClose(dgi.data, derivative((v) => loss(v, y, z), x), slack, `dgi of ${B} x ${H}`);
                expectClose(dgh.data, derivative((v) => loss(x, v, z), y), slack, `dgh of ${B} x ${H}`);
                expectClose(newDh.data, derivative((v) => loss(x, y, v), z), slack, `dh of ${B} x ${H}`);
                k.gru_backward(dh.ptr, h.ptr, saved.ptr, dgi.ptr, dgh.ptr, dh.ptr, B, H);
                expectClose(dh.data, newDh.data, 0, 'dh in place');
                k.gru(gi.ptr, gh.ptr, h.ptr, h.ptr, saved.ptr, B, H);
                expectClose(h.data, newH.data, 0, 'h in place');
                build.check();
            }
        });
    });
}
//# sourceMappingURL=cells.test.js.map