import { expect } from 'chai';
import * as torch from '../../src/index.js';
const { tensor, int64, float64, uint8 } = torch;
describe('comparisons and logic', () => {
    const a = tensor([1, 2, 3, NaN]);
    const rows = [
        ['eq', torch.eq(a, 2), [false, true, false, false]],
        ['ne', torch.ne(a, 2), [true, false, true, true]],
        ['lt', torch.lt(a, 2), [true, false, false, false]],
        ['le', torch.le(a, 2), [true, true, false, false]],
        ['gt', torch.gt(a, 2), [false, false, true, false]],
        ['ge', torch.ge(a, 2), [false, true, true, false]],
        ['greater', a.greater(2), [false, false, true, false]],
        ['less_equal', torch.less_equal(a, 2), [true, true, false, false]],
        ['logical_and', a.logical_and(tensor([0, 1, 1, 1])), [false, true, true, true]],
        ['logical_xor', tensor([true, false]).logical_xor(tensor([1, 1])), [false, true]],
        ['logical_not', tensor([0n, 5n]).logical_not(), [true, false]],
        ['isnan', a.isnan(), [false, false, false, true]],
        ['isinf', tensor([Infinity, -Infinity, 1]).isinf(), [true, true, false]],
        ['isposinf of integers', tensor([1n]).isposinf(), [false]],
        ['isfinite', tensor([NaN, Infinity, 0]).isfinite(), [false, false, true]],
        ['isreal', tensor([1n]).isreal(), [true]],
        ['signbit', tensor([-0, 0, -1]).signbit(), [true, false, true]],
        ['isin', torch.isin(a, tensor([3, NaN])), [false, false, true, false]],
        ['isin inverted', torch.isin(tensor([1n, 2n]), 2, { invert: true }), [true, false]],
    ];
    for (const [name, result, expected] of rows)
        it(`${name} gives ${String(expected)}`, () => {
            expect(result.dtype).to.equal(torch.bool);
            expect(result.tolist()).to.deep.equal(expected);
        });
    it('promote before they compare', () => {
        expect(tensor([1n, 2n]).lt(1.5).tolist()).to.deep.equal([true, false]);
        expect(tensor([255], { dtype: uint8 }).eq(-1).tolist()).to.deep.equal([true]);
        expect(tensor([2n ** 62n + 1n])
            .eq(tensor([2n ** 62n]))
            .tolist()).to.deep.equal([false]);
    });
    it('broadcast, also strided tensors', () => {
        const x = torch.arange(6).reshape(2, 3).transpose(0, 1);
        expect(x.gt(tensor([1n, 3n])).tolist()).to.deep.equal([
            [false, false],
            [false, true],
            [true, true],
        ]);
        expect(() => x.gt(torch.arange(3))).to.throw(/size of tensor a \(2\) must match the size of tensor b \(3\)/);
    });
    it('write truth values into a tensor in place, whatever its dtype', () => {
        const x = tensor([1, 2, 3]);
        expect(x.gt_(1)).to.equal(x);
        expect(x.toString()).to.equal('tensor([0., 1., 1.])');
        expect(tensor([3n, 0n]).logical_not_().toString()).to.equal('tensor([0, 1])');
    });
    it('have no gradient', () => {
        expect(a.clone().requires_grad_().eq(1).requires_grad).to.equal(false);
    });
    it('refuse what is no tensor as PyTorch does', () => {
        expect(() => torch.eq(2, a)).to.throw(TypeError, 'eq() received an invalid combination of arguments - got (int, Tensor), but expected one of:');
        expect(() => torch.logical_and(a, 2)).to.throw(TypeError, "logical_and(): argument 'other' (position 2) must be Tensor, not int");
    });
});
describe('closeness', () => {
    it('isclose compares with a relative and an absolute tolerance', () => {
        const x = tensor([1, 100, Infinity, NaN, -Infinity]);
        const y = tensor([1.001, 100.001, Infinity, NaN, Infinity]);
        expect(x.isclose(y, { rtol: 1e-4 }).tolist()).to.deep.equal([false, true, true, false, false]);
        expect(x.isclose(y, 0, 0.1, true).tolist()).to.deep.equal([true, true, true, true, false]);
        expect(torch.isclose(tensor([100n]), tensor([101n]), 0.01).tolist()).to.deep.equal([true]);
    });
    it('allclose and equal give a boolean', () => {
        expect(torch.allclose(tensor([1]), tensor([1.000001]))).to.equal(true);
        expect(torch.allclose(tensor([]), tensor([]))).to.equal(true);
        expect(torch.equal(tensor([1, 2]), tensor([1, 2]))).to.equal(true);
        expect(torch.equal(tensor([1, 2]), tensor([[1, 2]]))).to.equal(false);
        expect(torch.equal(tensor([NaN]), tensor([NaN]))).to.equal(false);
        expect(torch.equal(tensor([1n]), tensor([1], { dtype: float64 }))).to.equal(true);
    });
    it('refuses different dtypes and negative tolerances', () => {
        const x = torch.ones(2);
        expect(() => torch.isclose(x, x.double())).to.throw('Float did not match Double');
        expect(() => torch.isclose(x, x, { rtol: -0.4 })).to.throw('rtol must be greater than or equal to zero, but got -0.4');
        expect(() => torch.isin(1, 1)).to.throw('isin() received an invalid combination of arguments');
        expect(x.to(int64).dtype).to.equal(int64);
    });
});
//# sourceMappingURL=comparison.test.js.map