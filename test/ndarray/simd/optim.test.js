import { builds, expectClose, lengths, sample } from './harness.js';
for (const build of builds) {
    const { k } = build;
    const tolerance = 16 * build.tolerance;
    describe(`SIMD optimizer updates (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        const variants = [
            [0.1, 0, 0, 0, false, false],
            [0.1, 0, 0, 0.5, false, true],
            [0.1, 0.9, 0, 0, false, false],
            [0.1, 0.9, 0.3, 0.01, false, false],
            [0.1, 0.9, 0, 0.01, true, true],
        ];
        for (const [lr, momentum, dampening, decay, nesterov, maximize] of variants) {
            it(`sgd, momentum ${momentum}, dampening ${dampening}, decay ${decay}, ${nesterov}, ${maximize}`, () => {
                for (const n of lengths) {
                    build.reset();
                    const p = build.reals(sample(n), true);
                    const buffer = build.reals(n);
                    const want = Array.from(p.data);
                    const velocity = new Array(n).fill(NaN);
                    for (let step = 0; step < 3; step++) {
                        const g = build.reals(sample(n));
                        k.sgd(p.ptr, g.ptr, buffer.ptr, n, lr, momentum, dampening, decay, +nesterov, +maximize, +(step === 0));
                        g.data.forEach((gradient, i) => {
                            let d = (maximize ? -gradient : gradient) + decay * want[i];
                            if (momentum) {
                                velocity[i] = step ? momentum * velocity[i] + (1 - dampening) * d : d;
                                d = nesterov ? d + momentum * velocity[i] : velocity[i];
                            }
                            want[i] -= lr * d;
                        });
                    }
                    expectClose(p.data, want, tolerance, `sgd of ${n}`);
                    expectClose(buffer.data, velocity, tolerance, `buffer of ${n}`);
                    build.check();
                }
            });
        }
        for (const decoupled of [false, true]) {
            for (const amsgrad of [false, true]) {
                for (const maximize of [false, true]) {
                    it(`adam, ${decoupled ? 'decoupled' : 'plain'} decay, amsgrad ${amsgrad}, maximize ${maximize}`, () => {
                        const [lr, beta1, beta2, eps] = [0.05, 0.9, 0.99, 1e-6];
                        for (const decay of [0, 0.1]) {
                            for (const n of lengths) {
                                build.reset();
                                const p = build.reals(sample(n), true);
                                const [m, v, largest] = [0, 1, 2].map(() => build.reals(new Array(n).fill(0)));
                                const want = Array.from(p.data);
                                const [wm, wv, wl] = [0, 1, 2].map(() => new Array(n).fill(0));
                                for (let t = 1; t <= 3; t++) {
                                    const g = build.reals(sample(n).map((x) => x / t));
                                    const stepSize = lr / (1 - beta1 ** t);
                                    const root = Math.sqrt(1 - beta2 ** t);
                                    // prettier-ignore
                                    k.adam(p.ptr, g.ptr, m.ptr, v.ptr, amsgrad ? largest.ptr : 0, n, lr, beta1, beta2, eps, decay, stepSize, root, +decoupled, +maximize);
                                    g.data.forEach((gradient, i) => {
                                        let d = maximize ? -gradient : gradient;
                                        if (decoupled)
                                            want[i] *= 1 - lr * decay;
                                        else
                                            d += decay * want[i];
                                        wm[i] += (1 - beta1) * (d - wm[i]);
                                        wv[i] = beta2 * wv[i] + (1 - beta2) * d * d;
                                        wl[i] = Math.max(wl[i], wv[i]);
                                        want[i] -= (stepSize * wm[i]) / (Math.sqrt(amsgrad ? wl[i] : wv[i]) / root + eps);
                                    });
                                }
                                expectClose(p.data, want, tolerance, `adam of ${n}`);
                                expectClose(m.data, wm, tolerance, `m of ${n}`);
                                expectClose(v.data, wv, tolerance, `v of ${n}`);
                                build.check();
                            }
                        }
                    });
                }
            }
        }
    });
}
//# sourceMappingURL=optim.test.js.map