import { check, readCalls } from '../random/calls.js';

describe('distributions', () => {
  for (const call of readCalls(new URL('fixtures/calls.json', import.meta.url)))
    it(`${call.js} is what PyTorch gives`, () => check(call, 3e-6));
});
