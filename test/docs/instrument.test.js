import { expect } from 'chai';
import { runExample } from './instrument.js';
const torch = {
    two: () => 2,
    fail: () => {
        throw new Error("shape '[3]' is invalid for input of size 4");
    },
    nn: { init: { zeros: 0 } },
};
const run = (code) => runExample(code, { torch, nn: torch.nn });
const failure = async (code) => run(code).then(() => 'passed', (e) => e.message);
describe('the convention in which an example says what it prints', () => {
    it('takes the comment on the line of console.log as the text', async () => {
        await run('console.log(torch.two()); // 2');
        expect(await failure('console.log(torch.two()); // 3')).to.equal('the example says\n3\nand prints\n2');
    });
    it('takes the comment lines below, with their columns, as further lines', async () => {
        await run("console.log('[1,\\n 2]');\n// [1,\n//  2]");
        await run("console.log('[1,\\n 2]'); // [1,\n//  2]");
        expect(await failure("console.log('[1,\\n 2]');\n// [1,\n// 2]")).to.contain('the example says');
    });
    it('fails when more is printed than is said, or less', async () => {
        expect(await failure("console.log('a\\nb'); // a")).to.contain('the example says');
        expect(await failure("console.log('a');\n// a\n// b")).to.contain('the example says');
        expect(await failure('if (false) console.log(1); // 1')).to.contain('the example says');
    });
    it('collects what a loop prints', async () => {
        await run('for (const i of [1, 2]) {\n  console.log(i);\n}\n// 1\n// 2');
        await run('for (const i of [1, 2]) console.log(i);\n// 1\n// 2');
        await run('[1, 2].forEach((i) => {\n  console.log(i);\n  // 1\n  // 2\n});');
        expect(await failure('for (const i of [1, 2]) {\n  console.log(i);\n}\n// 1\n// 3')).to.contain('the example says');
    });
    it('leaves alone a comment after a blank line, and one after a statement that prints nothing', async () => {
        await run('console.log(1);\n\n// prose');
        await run('torch.two(); // prose\n// more prose\nconst f = () => console.log(1); // prose');
        await run('function f() {\n  console.log(1);\n}\n// prose');
    });
    it('prints what an arrow follows: an expression or a constant', async () => {
        await run('torch.two(); // → 2');
        await run('const x = torch.two(); // → 2');
        const below = '//' + ' '.repeat("const x = '[1,\\n 2]'; // → ".length - 2);
        await run(`const x = '[1,\\n 2]'; // → [1,\n${below} 2]`);
        expect(await failure('torch.two(); // → 3')).to.contain('and prints\n2');
        expect(await failure('const x = torch.two(); // → 3')).to.contain('and prints\n2');
    });
    it('compares the beginning of an error after "throws"', async () => {
        await run("torch.fail(); // → throws shape '[3]' is invalid");
        expect(await failure('torch.fail(); // → throws size')).to.contain("and prints\nthrows shape '[3]'");
        expect(await failure('torch.two(); // → throws size')).to.contain('nothing was thrown');
    });
    it('binds what the package is imported as, and drops types', async () => {
        await run("import t, { two, nn as n } from 'microtorch';\nconsole.log(t === torch, two(), n === nn); // true 2 true");
        await run("import * as t from 'microtorch';\nimport type { Tensor } from 'microtorch';\nconst x: number = t.two(); // → 2");
        await run("import { zeros } from 'microtorch/nn/init';\nconsole.log(zeros); // 0");
        await run("import { format } from 'node:util';\nformat('%d', 1); // → 1");
    });
    it('lets an error of the example itself through', async () => {
        expect(await failure('torch.fail();')).to.contain('is invalid');
    });
});
//# sourceMappingURL=instrument.test.js.map