import { expect } from 'chai';

/** A call, and the first line of PyTorch's message for the same in Python. */
export type Refused = readonly [call: () => unknown, message: string];

/** One test for each call, named by its code. */
export function expectRefused(rows: readonly Refused[]): void {
  for (const [call, message] of rows)
    it(`${String(call).replace(/^\(\)\s*=>\s*/, '')} is refused: ${message}`, () => {
      expect(call).to.throw(message);
    });
}
