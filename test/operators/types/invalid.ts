// What tsover's compiler refuses: an error in each line that says so, and in no other.
import torch from 'microtorch';
import type { Tensor } from 'microtorch';

function withDirective(x: Tensor): void {
  'use tsover';
  const product: number = x * 2; // error
  const sum: Tensor = x + 'text'; // error
  const text: string = x + 'text'; // error
  x - 'text'; // error
  x * null; // error
  x / undefined; // error
  x ** [1, 2]; // error
  ({}) % x; // error
  new Date() * x; // error
  (x * 2).no_such_method(); // error
  let n = 1;
  n += x; // error
  let t = x;
  t += 'text'; // error
  t *= {}; // error
  t = x << 1; // error
  const negated: Tensor = -x; // error
  void [product, sum, text, n, t, negated];
}

// elsewhere operators are those of JavaScript
const y = torch.ones(2);
const z: Tensor = y + 1; // error
y * 2; // error
void [withDirective, z];
