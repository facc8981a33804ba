import { builds, expectClose, expectSame, sample } from './harness.js';
// C, H, W, kernel, stride, padding, dilation (height and width each)
const cases = [
    [1, 5, 6, 3, 3, 1, 1, 0, 0, 1, 1],
    [2, 7, 5, 3, 2, 1, 1, 1, 1, 1, 1],
    [3, 8, 9, 2, 2, 2, 2, 0, 0, 1, 1],
    [1, 9, 30, 2, 3, 2, 1, 1, 1, 1, 1],
    [2, 11, 12, 3, 2, 1, 2, 2, 2, 3, 2],
    [1, 4, 4, 4, 4, 1, 1, 0, 0, 1, 1],
    [1, 3, 3, 3, 3, 1, 1, 2, 2, 2, 2],
    [1, 28, 28, 3, 3, 1, 1, 0, 0, 1, 1],
    [2, 6, 40, 2, 2, 3, 3, 1, 1, 1, 1],
];
for (const build of builds) {
    const { k } = build;
    describe(`SIMD convolution helpers (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        for (const [C, H, W, kh, kw, sh, sw, ph, pw, dh, dw] of cases) {
            const oh = Math.floor((H + 2 * ph - dh * (kh - 1) - 1) / sh) + 1;
            const ow = Math.floor((W + 2 * pw - dw * (kw - 1) - 1) / sw) + 1;
            const geometry = [H, W, kh, kw, sh, sw, ph, pw, dh, dw, oh, ow];
            const title = `${C} x ${H} x ${W}, kernel ${kh} ${kw}, stride ${sh} ${sw}, padding ${ph} ${pw}, dilation ${dh} ${dw}`;
            /** Calls f with the flat input position, or -1 for padding, of each output position and kernel element of a plane. */
            const windows = (f) => {
                for (let r = 0; r < oh; r++)
                    for (let c = 0; c < ow; c++)
                        for (let i = 0; i < kh; i++)
                            for (let j = 0; j < kw; j++) {
                                const [y, x] = [r * sh - ph + i * dh, c * sw - pw + j * dw];
                                f(r * ow + c, i * kw + j, y >= 0 && y < H && x >= 0 && x < W ? y * W + x : -1);
                            }
            };
            it(`im2col and col2im: ${title}`, () => {
                const x = build.reals(sample(C * H * W), true);
                const columns = build.reals(C * kh * kw * oh * ow);
                k.im2col(x.ptr, columns.ptr, C, ...geometry);
                const want = new Array(columns.data.length);
                const back = new Array(x.data.length).fill(0);
                const g = build.reals(sample(columns.data.length));
                for (let plane = 0; plane < C; plane++) {
                    windows((output, tap, input) => {
                        const at = (plane * kh * kw + tap) * oh * ow + output;
                        want[at] = input < 0 ? 0 : x.data[plane * H * W + input];
                        if (input >= 0)
                            back[plane * H * W + input] += g.data[at];
                    });
                }
                expectSame(columns.data, want, 'im2col');
                k.col2im(g.ptr, x.ptr, C, ...geometry);
                expectClose(x.data, back, 64 * build.tolerance, 'col2im');
            });
            // PyTorch wants the padding of a pooling to be at most half the kernel.
            if (ph > kh / 2 || pw > kw / 2)
                continue;
            it(`max_pool2d, forward and backward: ${title}`, () => {
                for (const nan of [false, true]) {
                    build.reset();
                    const values = sample(C * H * W).map((v) => (nan && v > 2.5 ? NaN : Math.round(2 * v)));
                    if (nan)
                        values.fill(-Infinity, 0, H * W);
                    const x = build.reals(values, true);
                    const o = build.reals(C * oh * ow);
                    const positions = build.longs(C * oh * ow);
                    k.max_pool2d(x.ptr, o.ptr, positions.ptr, C, ...geometry);
                    const best = new Array(o.data.length).fill(-Infinity);
                    const where = new Array(o.data.length).fill(-1);
                    for (let plane = 0; plane < C; plane++) {
                        windows((output, _, input) => {
                            if (input < 0)
                                return;
                            const at = plane * oh * ow + output;
                            const v = x.data[plane * H * W + input];
                            if (where[at] < 0 || v > best[at] || Number.isNaN(v))
                                [best[at], where[at]] = [v, input];
                        });
                    }
                    expectSame(positions.data, where.map(BigInt), 'positions');
                    expectSame(o.data, best, 'maxima');
                    const g = build.reals(sample(o.data.length));
                    const back = new Array(x.data.length).fill(0);
                    g.data.forEach((v, i) => (back[Math.floor(i / (oh * ow)) * H * W + where[i]] += v));
                    k.max_pool2d_backward(g.ptr, positions.ptr, x.ptr, C, H * W, oh * ow);
                    expectClose(x.data, back, 64 * build.tolerance, 'backward');
                    build.check();
                }
            });
        }
    });
}
//# sourceMappingURL=conv.test.js.map