'use tsover';
// A training step and a mistake, in TypeScript, for the loader and the plugins.
import torch, { type Tensor } from 'microtorch';

interface Options {
  lr: number;
}

class Model {
  private readonly w: Tensor = torch.ones(2, { requires_grad: true });

  step({ lr }: Options): Tensor {
    const leaf = this.w;
    (2 * this.w ** 2).sum().backward();
    torch.no_grad(() => {
      this.w -= lr * leaf.grad!;
    });
    return this.w;
  }
}

console.log(new Model().step({ lr: 0.125 }).toString());

function mistake(a: number): number {
  const b: unknown = Symbol('b'); const c: number = a * 2 - (b as number);
  return c;
}
mistake(1);
