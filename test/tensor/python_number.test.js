import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { pythonExponential, pythonFixed, pythonFloat, pythonRepr, pythonScalar, } from '../../src/tensor/python_number.js';
function fromBits(hex) {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${hex}`));
    return view.getFloat64(0);
}
describe('numbers as Python writes them', () => {
    const lines = readFileSync(new URL('./fixtures/python_number.jsonl', import.meta.url), 'utf8')
        .trim()
        .split('\n');
    const cases = lines.map((line) => JSON.parse(line));
    it('pythonFloat, pythonFixed and pythonExponential agree with Python on every double of the fixture', () => {
        for (const c of cases) {
            if (!('bits' in c))
                continue;
            const x = fromBits(c.bits);
            expect(pythonFloat(x)).to.equal(c.repr);
            expect(pythonFixed(x, c.digits), `${c.repr} fixed ${c.digits}`).to.equal(c.fixed);
            expect(pythonExponential(x, c.digits), `${c.repr} exponential ${c.digits}`).to.equal(c.exponential);
        }
    });
    it('pythonFloat reads back as the same number', () => {
        for (const c of cases) {
            if (!('bits' in c))
                continue;
            const x = fromBits(c.bits);
            if (Number.isFinite(x))
                expect(Number(pythonFloat(x))).to.equal(x);
        }
    });
    it('pythonScalar writes elements as their dtype has them', () => {
        expect(pythonScalar(2, true)).to.equal('2.0');
        expect(pythonScalar(-0, true)).to.equal('-0.0');
        expect(pythonScalar(Math.fround(0.1), true)).to.equal('0.10000000149011612');
        expect(pythonScalar(7, false)).to.equal('7');
        expect(pythonScalar(-0, false)).to.equal('0');
        expect(pythonScalar(1e21, false)).to.equal('1000000000000000000000');
        expect(pythonScalar(2n ** 63n - 1n, false)).to.equal('9223372036854775807');
        expect(pythonScalar(0.5, false)).to.equal('0.5');
        expect(pythonScalar(true, false)).to.equal('True');
        expect(pythonScalar(false, false)).to.equal('False');
    });
    it('pythonRepr quotes strings as Python does', () => {
        for (const c of cases)
            if ('string' in c)
                expect(pythonRepr(c.string)).to.equal(c.repr);
    });
    it('pythonRepr writes option values', () => {
        expect(pythonRepr(null)).to.equal('None');
        expect(pythonRepr(undefined)).to.equal('None');
        expect(pythonRepr(true)).to.equal('True');
        expect(pythonRepr(3)).to.equal('3');
        expect(pythonRepr(3n)).to.equal('3');
        expect(pythonRepr(1e-8)).to.equal('1e-08');
        expect(pythonRepr(1, { float: true })).to.equal('1.0');
        expect(pythonRepr(true, { float: true })).to.equal('True');
        expect(pythonRepr([])).to.equal('[]');
        expect(pythonRepr([1, 'a', null, [true]])).to.equal("[1, 'a', None, [True]]");
        expect(pythonRepr([], { tuple: true })).to.equal('()');
        expect(pythonRepr([3], { tuple: true })).to.equal('(3,)');
        expect(pythonRepr([3, null], { tuple: true })).to.equal('(3, None)');
        expect(pythonRepr([0, 1], { tuple: true, float: true })).to.equal('(0.0, 1.0)');
        expect(pythonRepr({ a: 1, 'b c': [0.5] })).to.equal("{'a': 1, 'b c': [0.5]}");
        expect(pythonRepr(new URL('file:///x'))).to.equal('file:///x');
        expect(() => pythonRepr(() => 1)).to.throw(TypeError, 'pythonRepr: value must be data, got a function');
    });
});
//# sourceMappingURL=python_number.test.js.map