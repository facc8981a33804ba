// One training step of each notebook, as bench/pytorch_steps.py has them for PyTorch: same models, shapes and optimizers.
import torch, { nn, optim } from 'microtorch';

type Tensor = torch.Tensor;
/** Trains once. */
export type Step = () => void;

const uniform = (...size: number[]) => new nn.Parameter(torch.mul(2, torch.rand(...size)).sub(1));

class RNN extends nn.Module {
  W_xh;
  W_hh;
  b_h;
  W_hq;
  b_q;

  constructor(x: number, h: number, q: number) {
    super();
    this.W_xh = uniform(x, h);
    this.W_hh = uniform(h, h);
    this.b_h = new nn.Parameter(torch.zeros(h));
    this.W_hq = uniform(h, q);
    this.b_q = new nn.Parameter(torch.zeros(q));
  }

  forward(X: Tensor): Tensor[] {
    const out: Tensor[] = [];
    let H: Tensor | null = null;
    for (let t = 0; t < X.length; t++) {
      let a = X[t].mul(this.W_xh);
      if (H !== null) a = a.add(torch.matmul(H, this.W_hh));
      H = torch.tanh(a.add(this.b_h));
      out.push(torch.matmul(H, this.W_hq).add(this.b_q));
    }
    return out;
  }
}

/** The weights of one gate: W_x, W_h and b. */
class Gate extends nn.Module {
  W_x;
  W_h;
  b;

  constructor(x: number, h: number) {
    super();
    this.W_x = uniform(x, h);
    this.W_h = uniform(h, h);
    this.b = new nn.Parameter(torch.zeros(1, h));
  }

  forward(x: Tensor, h: Tensor | null): Tensor {
    return torch
      .matmul(x, this.W_x)
      .add(h === null ? 0 : torch.matmul(h, this.W_h))
      .add(this.b);
  }
}

class GRU extends nn.Module {
  r;
  z;
  h;
  W_hq;
  b_q;

  constructor(x: number, h: number, q: number) {
    super();
    this.r = new Gate(x, h);
    this.z = new Gate(x, h);
    this.h = new Gate(x, h);
    this.W_hq = uniform(h, q);
    this.b_q = new nn.Parameter(torch.zeros(1, q));
  }

  forward(X: Tensor): Tensor[] {
    const out: Tensor[] = [];
    let H: Tensor | null = null;
    for (let t = 0; t < X.length; t++) {
      const [S, T] = [new nn.Sigmoid(), new nn.Tanh()];
      const R: Tensor = S(this.r(X[t], H));
      H = torch.zeros_like(R);
      const Z: Tensor = S(this.z(X[t], H));
      const C: Tensor = T(this.h(X[t], R.mul(H)));
      H = Z.mul(H).add(torch.sub(1, Z).mul(C));
      out.push(torch.matmul(H, this.W_hq).add(this.b_q));
    }
    return out;
  }
}

class LSTM extends nn.Module {
  i;
  f;
  o;
  c;
  W_hq;
  b_q;

  constructor(x: number, h: number, q: number) {
    super();
    this.i = new Gate(x, h);
    this.f = new Gate(x, h);
    this.o = new Gate(x, h);
    this.c = new Gate(x, h);
    this.W_hq = uniform(h, q);
    this.b_q = new nn.Parameter(torch.zeros(1, q));
  }

  forward(X: Tensor): Tensor[] {
    const out: Tensor[] = [];
    let [H, C]: [Tensor | null, Tensor | null] = [null, null];
    for (let t = 0; t < X.length; t++) {
      const [S, T] = [new nn.Sigmoid(), new nn.Tanh()];
      const [I, F, O]: Tensor[] = [S(this.i(X[t], H)), S(this.f(X[t], H)), S(this.o(X[t], H))];
      const G: Tensor = T(this.c(X[t], H));
      C = torch.add(C !== null ? F.mul(C) : 0, I.mul(G));
      H = O.mul(T(C));
      out.push(torch.matmul(H, this.W_hq).add(this.b_q));
    }
    return out;
  }
}

/** Forward, mean squared error, backward, SGD. */
function scratch(model: nn.Module, seq: number, batch: number, lr: number): Step {
  const [X, Y] = [torch.randn(seq, batch, 1), torch.randn(seq, batch)];
  const opt = new optim.SGD(model.parameters(), { lr });
  return () => {
    const y = torch.cat(model(X) as Tensor[], { dim: 0 });
    const l = y.sub(Y.flatten().reshape(-1, 1)).pow(2).mean();
    torch.no_grad(() => {
      l.backward();
      opt.step();
      opt.zero_grad();
    });
  };
}

/** 995 calls of a recurrent layer and a linear one, in one graph. */
function layered(kind: 'nn_rnn' | 'nn_lstm'): Step {
  const [size, hidden] = [5, 30];
  const net =
    kind === 'nn_lstm'
      ? new nn.LSTM(size, hidden, 1, { batch_first: true })
      : new nn.RNN(size, hidden, 1, { batch_first: true });
  const fc = new nn.Linear(hidden, 1);
  const [opt, crit] = [new optim.Adam([...net.parameters(), ...fc.parameters()], { lr: 0.01 }), new nn.MSELoss()];
  const [X, Y] = [torch.randn(995, 1, 1, size), torch.randn(995, 1)];
  const call = net as nn.Module;
  return () => {
    opt.zero_grad();
    const z = torch.zeros(1, 1, hidden);
    let state: unknown = kind === 'nn_lstm' ? [z, torch.zeros(1, 1, hidden)] : z;
    let loss: Tensor | number = 0;
    for (let i = 0; i < 995; i++) {
      const [out, next] = call(X[i], state) as [Tensor, unknown];
      state = next;
      loss = torch.add(loss, crit(fc(out).squeeze(), Y[i].squeeze()));
    }
    (loss as Tensor).backward();
    opt.step();
  };
}

/** Forward, cross entropy, backward, Adam. */
function supervised(model: nn.Module, X: Tensor, Y: Tensor): Step {
  const [opt, crit] = [new optim.Adam(model.parameters(), { lr: 1e-3 }), new nn.CrossEntropyLoss()];
  return () => {
    opt.zero_grad();
    crit(model(X) as Tensor, Y).backward();
    opt.step();
  };
}

/** What is measured: how to make the step, and how many steps a round has. */
export const steps: Readonly<Record<string, { make(): Step; count: number }>> = {
  rnn: { make: () => scratch(new RNN(100, 8, 1), 600, 100, 0.03), count: 15 },
  gru: { make: () => scratch(new GRU(1, 16, 1), 19, 180, 0.003), count: 200 },
  lstm: { make: () => scratch(new LSTM(1, 16, 1), 19, 180, 0.003), count: 200 },
  nn_rnn: { make: () => layered('nn_rnn'), count: 4 },
  nn_lstm: { make: () => layered('nn_lstm'), count: 4 },
  mlp: {
    make: () =>
      supervised(
        new nn.Sequential(new nn.Linear(784, 128), new nn.ReLU(), new nn.Linear(128, 10)),
        torch.randn(64, 784),
        torch.randint(0, 10, [64]),
      ),
    count: 100,
  },
  cnn: {
    make: () =>
      supervised(
        new nn.Sequential(
          new nn.Conv2d(1, 8, 3),
          new nn.ReLU(),
          new nn.MaxPool2d(2),
          new nn.Flatten(),
          new nn.Linear(8 * 13 * 13, 10),
        ),
        torch.randn(32, 1, 28, 28),
        torch.randint(0, 10, [32]),
      ),
    count: 50,
  },
};
