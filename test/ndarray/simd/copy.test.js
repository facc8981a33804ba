import { builds, expectSame, lengths, sample } from './harness.js';
for (const build of builds) {
    const { k } = build;
    describe(`SIMD copies (${build.name})`, () => {
        beforeEach(() => build.reset());
        afterEach(() => build.check());
        it('fill and copy of any length', () => {
            for (const n of [...lengths, 300]) {
                build.reset();
                const a = build.reals(sample(n, true), true);
                const o = build.reals(n);
                k.copy(a.ptr, o.ptr, n);
                expectSame(o.data, a.data, `copy of ${n}`);
                k.fill(o.ptr, -0, n);
                expectSame(o.data, new Array(n).fill(-0), `fill of ${n}`);
                build.check();
            }
        });
        it('copy_grid follows any strides, transposes included', () => {
            for (const [R, C] of [
                [0, 2],
                [2, 0],
                [1, 1],
                [3, 5],
                [4, 4],
                [9, 6],
                [17, 23],
            ]) {
                const steps = [
                    [C, 1],
                    [1, R],
                    [C + 2, 1],
                    [1, R + 3],
                    [2 * C + 1, 2],
                ];
                for (const [ars, acs] of steps) {
                    for (const [ors, ocs] of steps) {
                        build.reset();
                        const room = 2 * (R + 3) * (C + 3);
                        const size = R * C ? (R - 1) * ars + (C - 1) * acs + 1 : 0;
                        const a = build.reals(sample(size), true);
                        const o = build.reals(room);
                        const want = Array.from(o.data);
                        for (let r = 0; r < R; r++)
                            for (let c = 0; c < C; c++)
                                want[r * ors + c * ocs] = a.data[r * ars + c * acs];
                        k.copy_grid(a.ptr, ars, acs, o.ptr, ors, ocs, R, C);
                        expectSame(o.data, want, `${R} x ${C}, strides ${ars} ${acs} to ${ors} ${ocs}`);
                        build.check();
                    }
                }
            }
        });
        it('converts from the other types', () => {
            const values = [0, 1, -1, 255, -7, 1e9, 16777217, -2147483648, 5];
            for (let n = 0; n <= values.length; n++) {
                build.reset();
                const o = build.reals(n);
                const from = (source, name) => {
                    const { ptr, data } = build.longs(n); // eight bytes an element are enough for all
                    new Uint8Array(data.buffer, ptr, source.byteLength).set(new Uint8Array(source.buffer));
                    k[name](ptr, o.ptr, n);
                    expectSame(o.data, Array.from(source, (x) => build.round(Number(x))), `${name} of ${n}`);
                };
                const list = values.slice(0, n);
                from(new Float32Array(list.map((x) => x / 3)), 'from_f32');
                from(new Float64Array(list.map((x) => x / 3)), 'from_f64');
                from(new Int32Array(list), 'from_i32');
                from(new BigInt64Array(list.map((x) => BigInt(x) * 4294967291n)), 'from_i64');
                from(new Uint8Array(list), 'from_u8');
                build.check();
            }
        });
    });
}
//# sourceMappingURL=copy.test.js.map