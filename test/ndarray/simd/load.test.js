import { expect } from 'chai';
import { hasRelaxedSimd, hasSimd, loadSimd, RESERVED_BYTES } from '../../../src/ndarray/simd/load.js';
describe('loading the SIMD kernels', () => {
    it('finds SIMD, and relaxed SIMD where this version has it', () => {
        expect(hasSimd()).to.equal(true);
        expect(hasRelaxedSimd()).to.be.a('boolean');
        const memory = new WebAssembly.Memory({ initial: 1 });
        expect(loadSimd(memory)?.relaxed).to.equal(hasRelaxedSimd());
        expect(loadSimd(memory, { relaxed: false })?.relaxed).to.equal(false);
    });
    it('gives null where WebAssembly or its SIMD is missing', () => {
        const memory = new WebAssembly.Memory({ initial: 1 });
        const real = globalThis.WebAssembly;
        try {
            Object.defineProperty(globalThis, 'WebAssembly', {
                value: { ...wasm(real), validate: () => false },
                configurable: true,
                writable: true,
            });
            expect(loadSimd(memory)).to.equal(null);
            Object.defineProperty(globalThis, 'WebAssembly', { value: undefined, configurable: true, writable: true });
            expect(loadSimd(memory)).to.equal(null);
        }
        finally {
            Object.defineProperty(globalThis, 'WebAssembly', { value: real, configurable: true, writable: true });
        }
        expect(loadSimd(memory)).not.to.equal(null);
    });
    it('exports the same kernels for every build, and writes only to its reserved bytes', () => {
        const memory = new WebAssembly.Memory({ initial: 1 });
        const bytes = new Uint8Array(memory.buffer);
        bytes.fill(7, RESERVED_BYTES);
        const plain = loadSimd(memory, { relaxed: false });
        const relaxed = loadSimd(memory);
        const names = Object.keys(plain.f32);
        for (const kernels of [plain.f64, relaxed.f32, relaxed.f64])
            expect(Object.keys(kernels)).to.deep.equal(names);
        expect(bytes.subarray(RESERVED_BYTES).every((x) => x === 7)).to.equal(true);
    });
    it('follows a memory that grows', () => {
        const memory = new WebAssembly.Memory({ initial: 1 });
        const { f32 } = loadSimd(memory);
        memory.grow(1);
        f32.fill(65536, 3, 5);
        expect(Array.from(new Float32Array(memory.buffer, 65536, 6))).to.deep.equal([3, 3, 3, 3, 3, 0]);
    });
});
function wasm({ Memory, Module, Instance }) {
    return { Memory, Module, Instance };
}
//# sourceMappingURL=load.test.js.map