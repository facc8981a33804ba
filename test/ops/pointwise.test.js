import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as torch from '../../src/index.js';
const number = (x) => x === 'nan' ? NaN : x === 'inf' ? Infinity : x === '-inf' ? -Infinity : Number(x);
const numbers = (x) => (x === null ? null : x.detach().tolist());
function expectClose(got, expected, what) {
    if (expected === null)
        return;
    expected.map(number).forEach((e, i) => {
        const g = got === null ? 0 : got[i];
        const same = Object.is(e, NaN) ? Number.isNaN(g) : g === e || Math.abs(g - e) <= 1e-9 + 1e-9 * Math.abs(e);
        expect(same, `${what}, element ${i}: ${g}, PyTorch ${e}`).to.equal(true);
    });
}
/** The arguments with every list as a tensor made by `make`, and these tensors. */
function prepare(args, make) {
    const tensors = [];
    const convert = (x) => {
        if (!Array.isArray(x))
            return typeof x === 'string' ? number(x) : x;
        tensors.push(make(x.map(number)));
        return tensors.at(-1);
    };
    const isOptions = (x) => typeof x === 'object' && !Array.isArray(x);
    const converted = args.map((x) => isOptions(x) ? Object.fromEntries(Object.entries(x).map(([key, v]) => [key, convert(v)])) : convert(x));
    return [converted, tensors];
}
const dense = (data) => torch.tensor(data, { dtype: torch.float64 });
/** The same elements at every second place of a larger memory. */
const strided = (data) => torch.as_strided(dense(data.flatMap((x) => [x, 99])), [data.length], [2]).requires_grad_(false);
const weights = (y, wave) => dense(Array.from({ length: y.numel() }, (_, i) => wave(i + 1)));
const find = (name) => {
    const special = torch.special;
    const all = torch;
    return name.startsWith('special.') ? special[name.slice(8)] : all[name];
};
describe('pointwise ops', () => {
    const path = new URL('./fixtures/pointwise.json', import.meta.url);
    const cases = JSON.parse(readFileSync(path, 'utf8'));
    for (const c of cases) {
        const label = `${c.op}(${c.arguments.map((x) => JSON.stringify(x)).join(', ')})`.slice(0, 90);
        it(`${label} has PyTorch's value, gradient and second derivative`, () => {
            const [args, tensors] = prepare(c.arguments, (data) => dense(data).requires_grad_());
            const y = find(c.op)(...args);
            expectClose(numbers(y), c.value, 'value');
            expect(y.grad_fn?.name()).to.equal(c.node);
            const wanted = { grad_outputs: weights(y, Math.sin), create_graph: true, allow_unused: true };
            const first = torch.autograd.grad(y, tensors, wanted);
            first.forEach((g, i) => expectClose(numbers(g), c.gradients[i], `gradient ${i}`));
            const terms = first.flatMap((g) => (g?.requires_grad ? [g.mul(weights(g, Math.cos)).sum()] : []));
            if (terms.length === 0)
                return;
            const total = terms.reduce((a, b) => a.add(b));
            const second = torch.autograd.grad(total, tensors, { allow_unused: true });
            second.forEach((g, i) => expectClose(numbers(g), c.second[i], `second derivative ${i}`));
        });
        it(`${label} is the same for strided tensors, as a method and in place`, () => {
            const [args] = prepare(c.arguments, strided);
            expectClose(numbers(find(c.op)(...args)), c.value, 'strided');
            const [self, ...rest] = prepare(c.arguments, dense)[0];
            const methods = self;
            if (!(self instanceof torch.Tensor))
                return;
            if (!c.op.includes('.'))
                expectClose(numbers(methods[c.op]?.(...rest) ?? null), methods[c.op] ? c.value : null, 'method');
            const inPlace = methods[`${c.op}_`];
            if (inPlace === undefined)
                return;
            const y = inPlace.apply(self, rest);
            expect(y).to.equal(self);
            expectClose(numbers(y), c.value, 'in place');
        });
    }
});
//# sourceMappingURL=pointwise.test.js.map