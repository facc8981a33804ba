// Throughput of the SIMD kernels: nanoseconds an element and GB/s of the pointwise kernels and reductions, GFLOP/s of the
// matrix product, microseconds of the cells, beside a plain JavaScript loop where that says something.
//
//   node --import tsx bench/simd/kernels.ts [plain|relaxed] [f32|f64]
import { loadSimd, RESERVED_BYTES } from '../../src/ndarray/simd/load.js';
const [variant = 'relaxed', real = 'f32'] = process.argv.slice(2);
const memory = new WebAssembly.Memory({ initial: 4096 });
const simd = loadSimd(memory, { relaxed: variant === 'relaxed' });
if (!simd)
    throw new Error('WebAssembly has no SIMD here');
const k = simd[real];
const size = real === 'f32' ? 4 : 8;
console.log(`${real}, multiply-add ${simd.relaxed ? 'fused' : 'not fused'}; the best of several rounds\n`);
/** Addresses for arrays of so many bytes, one behind the other. */
function addresses(...bytes) {
    let top = RESERVED_BYTES;
    return bytes.map((n) => {
        const at = top;
        top += (n + 63) & ~63;
        return at;
    });
}
function array(address, n) {
    return real === 'f32' ? new Float32Array(memory.buffer, address, n) : new Float64Array(memory.buffer, address, n);
}
/** Seconds a call, the best of several rounds of about two milliseconds after V8 has warmed up. */
function seconds(run) {
    const warm = performance.now() + 40;
    let calls = 0;
    do {
        run();
        calls++;
    } while (performance.now() < warm);
    const repeat = Math.max(1, Math.round(calls / 20));
    let best = Infinity;
    for (let round = 0; round < 15; round++) {
        const start = performance.now();
        for (let i = 0; i < repeat; i++)
            run();
        best = Math.min(best, (performance.now() - start) / repeat);
    }
    return best / 1e3;
}
function line(name, ...cells) {
    console.log(name.padEnd(22) + cells.map((x) => x.padStart(20)).join(''));
}
const SIZES = [10, 2880, 100000, 4000000];
const LARGEST = Math.max(...SIZES);
const [a, b, o] = addresses(LARGEST * size, LARGEST * size, LARGEST * size);
array(a, LARGEST).forEach((_, i, x) => (x[i] = Math.sin(i) * 3));
array(b, LARGEST).forEach((_, i, x) => (x[i] = Math.cos(i) ** 2 + 0.5));
/** Prints ns an element and GB/s for each size; `streams` arrays are read or written. */
function pointwise(name, streams, run) {
    line(name, ...SIZES.map((n) => {
        const t = seconds(() => run(n));
        return `${((t / n) * 1e9).toFixed(2)} ns ${((streams * size * n) / t / 1e9).toFixed(1)} GB/s`;
    }));
}
line('elements', ...SIZES.map(String));
for (const name of ['add', 'div', 'maximum'])
    pointwise(name, 3, (n) => k[name](a, b, o, n));
const [left, right, out] = [array(a, LARGEST), array(b, LARGEST), array(o, LARGEST)];
pointwise('add, a JS loop', 3, (n) => {
    for (let i = 0; i < n; i++)
        out[i] = left[i] + right[i];
});
pointwise('add a row of 16', 2, (n) => k.add_grid(a, 16, 1, b, 0, 1, o, n >> 4, 16));
pointwise('mul_scalar', 2, (n) => k.mul_scalar(a, 3, o, n));
pointwise('lt', 2.25, (n) => k.lt(a, b, o, n));
pointwise('axpy', 3, (n) => k.axpy(a, 0.5, b, o, n));
// prettier-ignore
const UNARY = [
    'relu', 'sqrt', 'tanh', 'sigmoid', 'silu', 'exp', 'exp2', 'expm1', 'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'erf', 'gelu',
];
for (const name of UNARY)
    pointwise(name, 2, (n) => k[name](name.startsWith('log') ? b : a, o, n));
pointwise('tanh, a JS loop', 2, (n) => {
    for (let i = 0; i < n; i++)
        out[i] = Math.tanh(left[i]);
});
pointwise('sum', 1, (n) => void k.sum(a, n));
pointwise('dot', 2, (n) => void k.dot(a, b, n));
pointwise('max', 1, (n) => void k.max(a, n));
pointwise('max_dim1 of 10', 1, (n) => k.max_dim1(a, o, o + LARGEST * 4, n / 10, 10));
pointwise('sum_dim0 of 16', 1, (n) => k.sum_dim0(a, o, n >> 4, 16));
pointwise('softmax of 10', 2, (n) => k.softmax(a, o, n / 10, 10));
pointwise('transpose, 100 rows', 2, (n) => k.copy_grid(a, 1, Math.ceil(n / 100), o, 100, 1, Math.floor(n / 100), 100));
pointwise('adam', 7, (n) => k.adam(a, b, o, o, 0, n, 1e-3, 0.9, 0.999, 1e-8, 0, 1e-9, 1, 0, 0));
pointwise('sgd', 3, (n) => k.sgd(a, b, 0, n, 1e-9, 0, 0, 0, 0, 0, 0));
console.log();
line('gemm M x K x N', 'A B', "A B'", "A' B", "A' B'");
// prettier-ignore
const PRODUCTS = [
    [180, 16, 16], [180, 1, 16], [1, 5, 30], [1, 30, 30], [1, 30, 120], [16, 180, 16], [64, 784, 128], [64, 128, 10], [128, 64, 784],
    [8, 9, 676], [255, 257, 253], [256, 256, 256], [512, 512, 512],
];
for (const [M, K, N] of PRODUCTS) {
    const [A, B, C, scratch] = addresses(M * K * size, K * N * size, M * N * size, k.gemm_scratch(M, N, K));
    array(A, M * K).forEach((_, i, x) => (x[i] = Math.sin(i)));
    array(B, K * N).forEach((_, i, x) => (x[i] = Math.cos(i)));
    line(`${M} x ${K} x ${N}`, ...['nn', 'nt', 'tn', 'tt'].map((layout) => {
        const [as0, as1] = layout[0] === 'n' ? [K, 1] : [1, M];
        const [bs0, bs1] = layout[1] === 'n' ? [N, 1] : [1, K];
        const t = seconds(() => k.gemm(M, N, K, 1, A, as0, as1, B, bs0, bs1, 0, C, N, scratch));
        return `${((2 * M * K * N) / t / 1e9).toFixed(1)} GF ${(t * 1e6).toFixed(2)} us`;
    }));
}
console.log();
cells(k);
/** The pointwise part of one step of each cell. */
function cells(k) {
    line('cells, us a step', 'lstm', 'lstm back', 'gru', 'gru back', 'rnn');
    for (const [B, H] of [
        [1, 30],
        [180, 16],
    ]) {
        const n = B * H * size;
        const [gi, gh, h, newH, newC, saved, dgi, dgh] = addresses(4 * n, 4 * n, n, n, n, 5 * n, 4 * n, 4 * n);
        for (const at of [gi, gh])
            array(at, 4 * B * H).forEach((_, i, x) => (x[i] = Math.sin(i + at)));
        array(h, B * H).fill(0.5);
        const us = (run) => (seconds(run) * 1e6).toFixed(2);
        line(`${B} x ${H}`, us(() => k.lstm(gi, gh, h, newH, newC, saved, B, H)), us(() => k.lstm_backward(newH, newC, h, saved, dgi, newC, B, H)), us(() => k.gru(gi, gh, h, newH, saved, B, H)), us(() => k.gru_backward(newH, h, saved, dgi, dgh, newC, B, H)), us(() => k.rnn_tanh(gi, gh, newH, B * H)));
    }
    line('convolution, us', 'im2col', 'col2im', 'pool', 'pool back');
    const [x, columns, y, positions] = addresses(32 * 8 * 784 * size, 9 * 676 * size, 32 * 8 * 169 * size, 32 * 8 * 169 * 8);
    array(x, 32 * 8 * 676).forEach((_, i, v) => (v[i] = Math.sin(i)));
    const us = (run) => (seconds(run) * 1e6).toFixed(2);
    line('1x28x28 k3; 256x26x26', us(() => k.im2col(x, columns, 1, 28, 28, 3, 3, 1, 1, 0, 0, 1, 1, 26, 26)), us(() => k.col2im(columns, x, 1, 28, 28, 3, 3, 1, 1, 0, 0, 1, 1, 26, 26)), us(() => k.max_pool2d(x, y, positions, 256, 26, 26, 2, 2, 2, 2, 0, 0, 1, 1, 13, 13)), us(() => k.max_pool2d_backward(y, positions, x, 256, 676, 169)));
}
//# sourceMappingURL=kernels.js.map