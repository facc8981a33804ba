// What the bench of operators measures: each loop as JavaScript runs it or with methods, and with the directive.
import torch from 'microtorch';

/** Numbers in local variables; four operations a round. */
export const locals = {
  operations: 4,
  plain(rounds) {
    let s = 0;
    for (let i = 0; i < rounds; i++) s = s * 0.999 + i * 0.5 - 1;
    return s;
  },
  rewritten(rounds) {
    'use tsover';
    let s = 0;
    for (let i = 0; i < rounds; i++) s = s * 0.999 + i * 0.5 - 1;
    return s;
  },
};

/** Numbers in fields and arrays, updated in place; three operations a round. */
export const members = {
  operations: 3,
  plain(rounds) {
    const [o, a] = [{ sum: 0 }, [0.5, 1.5, 2.5, 3.5]];
    for (let i = 0; i < rounds; i++) {
      o.sum += i;
      a[i & 3] -= o.sum * 0.001;
    }
    return a[0];
  },
  rewritten(rounds) {
    'use tsover';
    const [o, a] = [{ sum: 0 }, [0.5, 1.5, 2.5, 3.5]];
    for (let i = 0; i < rounds; i++) {
      o.sum += i;
      a[i & 3] -= o.sum * 0.001;
    }
    return a[0];
  },
};

/** Tensors of ten elements; four operations a round. */
export const tensors = {
  operations: 4,
  plain(rounds) {
    const [x, y] = [torch.rand(10), torch.rand(10)];
    let s = x;
    for (let i = 0; i < rounds; i++) s = s.mul(0.5).add(torch.mul(2, y)).sub(x);
    return s;
  },
  rewritten(rounds) {
    'use tsover';
    const [x, y] = [torch.rand(10), torch.rand(10)];
    let s = x;
    for (let i = 0; i < rounds; i++) s = s * 0.5 + 2 * y - x;
    return s;
  },
};

/** Tensors of ten elements written in place; two operations a round. */
export const inPlace = {
  operations: 2,
  plain(rounds) {
    const [x, y] = [torch.rand(10), torch.rand(10)];
    for (let i = 0; i < rounds; i++) x.sub_(y.mul(1e-9));
    return x;
  },
  rewritten(rounds) {
    'use tsover';
    let x = torch.rand(10);
    const y = torch.rand(10);
    for (let i = 0; i < rounds; i++) x -= 1e-9 * y;
    return x;
  },
};
