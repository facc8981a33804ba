import { builds, expectClose, sample } from './harness.js';
// M, N, K
const shapes = [
    [0, 3, 2],
    [3, 0, 2],
    [2, 3, 0],
    [1, 1, 1],
    [1, 30, 5],
    [1, 30, 30],
    [30, 1, 30],
    [7, 1, 1],
    [1, 9, 1],
    [5, 7, 1],
    [4, 8, 3],
    [5, 9, 6],
    [3, 2, 70],
    [6, 10, 17],
    [33, 17, 9],
    [180, 16, 16],
    [16, 16, 180],
    [65, 40, 66],
    [70, 150, 20],
    [40, 300, 33],
    [9, 530, 11],
    [37, 41, 530],
];
for (const build of builds) {
    describe(`SIMD matrix product (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        /** Every layout of an operand of R x C: strides and size. */
        const layouts = {
            n: (R, C) => [C, 1, R * C],
            t: (R, C) => [1, R, R * C],
            'wide rows': (R, C) => [C + 3, 1, R * (C + 3)],
            'wide columns': (R, C) => [1, R + 2, C * (R + 2)],
            spread: (R, C) => [2 * C + 1, 2, R * (2 * C + 1)],
        };
        for (const [left, layoutA] of Object.entries(layouts)) {
            for (const [right, layoutB] of Object.entries(layouts)) {
                it(`A ${left}, B ${right}: agrees with the definition for every shape, alpha and beta`, () => {
                    for (const [M, N, K] of shapes) {
                        for (const [alpha, beta, gap, end] of [
                            [1, 0, 0, 0],
                            [0.5, 0, 2, 1],
                            [1, 1, 0, 2],
                            [-2, 0.5, 3, 0],
                        ]) {
                            build.reset();
                            const [as0, as1, sizeA] = layoutA(M, K);
                            const [bs0, bs1, sizeB] = layoutB(K, N);
                            const A = build.reals(sample(sizeA), end === 0);
                            const B = build.reals(sample(sizeB), end === 1);
                            const rowStep = N + gap;
                            const C = build.reals(beta ? sample(M * rowStep) : M * rowStep, end === 2);
                            const before = Array.from(C.data);
                            const scratch = build.bytesOf(build.k.gemm_scratch(M, N, K) + 8);
                            const aligned = Math.ceil(scratch.ptr / 8) * 8;
                            build.k.gemm(M, N, K, alpha, A.ptr, as0, as1, B.ptr, bs0, bs1, beta, C.ptr, rowStep, aligned);
                            const want = before.map((c, at) => {
                                const [i, j] = [Math.floor(at / rowStep), at % rowStep];
                                if (j >= N)
                                    return c;
                                let sum = 0;
                                for (let l = 0; l < K; l++)
                                    sum += A.data[i * as0 + l * as1] * B.data[l * bs0 + j * bs1];
                                return alpha * sum + (beta ? beta * c : 0);
                            });
                            const tolerance = 32 * (K + 2) * build.tolerance;
                            expectClose(C.data, want, tolerance, `${M} x ${K} @ ${K} x ${N}, alpha ${alpha}, beta ${beta}`);
                            build.check();
                        }
                    }
                }).timeout(20000);
            }
        }
    });
}
//# sourceMappingURL=gemm.test.js.map