// The same in JavaScript, with the directive in functions.
import torch from 'microtorch';

function step(w, lr) {
  'use tsover';
  (2 * w ** 2).sum().backward();
  torch.no_grad(() => {
    w -= lr * w.grad;
  });
  return w;
}

console.log(step(torch.ones(2, { requires_grad: true }), 0.125).toString());

function mistake(a) {
  'use tsover';
  const b = Symbol('b');     return [a * 2 - b];
}
mistake(1);
