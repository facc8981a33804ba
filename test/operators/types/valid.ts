'use tsover';
// What tsover's compiler accepts: with no error in any line.
import torch, { nn } from 'microtorch';
import type { Tensor } from 'microtorch';

const x = torch.ones(2, 3);
const W = new nn.Parameter(torch.zeros(3, 3));

const tensors: Tensor[] = [x + x, x - x, x * x, x / x, x % x, x ** x];
const numbersRight: Tensor[] = [x + 1, x - 1, x * 0.5, x / 2, x % 2, x ** 2];
const numbersLeft: Tensor[] = [1 + x, 1 - x, 0.5 * x, 2 / x, 2 % x, 2 ** x];
const bigints: Tensor[] = [x * 2n, 2n * x];
const parameters: Tensor[] = [W * 2, x + W, W ** 2];
const longer: Tensor = (2 * x - 1) ** 2 / x.sum() + x['0'] * x['0:1'];
const known: number[] = (x * 2).tolist() as number[];

let p = x;
p += 1;
p -= 0.1 * x;
p *= x;
p /= 2;
p **= 2;
p %= 3;

// JavaScript's own
const number: number = 2 * 3 - 1;
const text: string = 'loss ' + number;
const bigint: bigint = 2n ** 3n;
const loss: string = 'loss ' + x.sum();

class RNN extends nn.Module {
  W_xh;
  W_hh;
  b_h;

  constructor(x_size: number, h_size: number) {
    super();
    this.W_xh = new nn.Parameter(2 * torch.rand(x_size, h_size) - 1);
    this.W_hh = new nn.Parameter(2 * torch.rand(h_size, h_size) - 1);
    this.b_h = new nn.Parameter(torch.zeros(h_size));
  }

  forward(X: Tensor, H: Tensor | null): Tensor {
    H = torch.tanh(X * this.W_xh + (H !== null ? torch.matmul(H, this.W_hh) : 0) + this.b_h);
    return H;
  }

  update(lr: number, gradient: Tensor): void {
    this.W_hh -= lr * gradient;
  }
}
const H: Tensor = new RNN(1, 2)(x, null) * 2;

function scale<T extends Tensor>(tensor: T): Tensor {
  return tensor * 2;
}

void [tensors, numbersRight, numbersLeft, bigints, parameters, longer, known, text, bigint, loss, H, scale];
