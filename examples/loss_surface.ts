// The loss surface of a model of two parameters, and the ways that SGD, momentum and Adam take down it.
import torch, { nn } from 'microtorch';
import plt, { type Figure } from 'microtorch/pyplot';
import type { Tensor } from './notebook.js';

/** How the example is run. */
export interface SurfaceRun {
  /** How many steps each optimizer takes; 60 if left out. */
  readonly epochs?: number;
  /** Takes what is printed, one call a line. */
  print(line: string): void;
  /** Takes the figures by name. */
  figure(name: string, figure: Figure): void;
}

/** The way of one optimizer: w, b and the loss before each step and after the last one. */
export interface Path {
  readonly name: string;
  readonly w: readonly number[];
  readonly b: readonly number[];
  readonly loss: readonly number[];
}

/** What the example computed. */
export interface SurfaceOutcome {
  readonly w: Tensor;
  readonly b: Tensor;
  readonly surface: Tensor;
  readonly paths: readonly Path[];
}

/** A line through points, y = w x + b. */
class Line extends nn.Module {
  w;
  b;

  constructor(w: number, b: number) {
    super();
    this.w = new nn.Parameter(torch.tensor(w));
    this.b = new nn.Parameter(torch.tensor(b));
  }

  forward(x: Tensor): Tensor {
    return this.w.mul(x).add(this.b);
  }
}

export default function lossSurface({ epochs = 60, print, figure }: SurfaceRun): SurfaceOutcome {
  // ### DATA
  //
  // Points on one side of zero only: w and b then pull the line the same way, and the surface is a narrow valley.

  const x = torch.linspace(0, 2, 40);
  const y = torch.mul(1.5, x).sub(0.5).add(torch.randn(40).mul(0.1));

  const mse = new nn.MSELoss();

  // ### THE SURFACE, AT ONCE FOR ALL w AND b OF A GRID

  const [w, b] = torch.meshgrid(torch.linspace(-2.5, 3.5, 61), torch.linspace(-3.5, 3.5, 61), { indexing: 'xy' });
  const prediction = w['..., None'].mul(x).add(b['..., None']);
  const surface = prediction.sub(y).pow(2).mean(-1);

  // ### TRAINING

  const start: [w: number, b: number] = [-2, 2.5];

  function train(name: string, optimizerOf: (line: Line) => torch.optim.Optimizer): Path {
    const line = new Line(...start);
    const optimizer = optimizerOf(line);
    const path = { name, w: [] as number[], b: [] as number[], loss: [] as number[] };

    for (let epoch = 0; epoch <= epochs; epoch++) {
      const loss = mse(line(x), y);
      path.w.push(line.w.item());
      path.b.push(line.b.item());
      path.loss.push(loss.item());

      optimizer.zero_grad();
      loss.backward();
      optimizer.step();
    }

    print(
      `${name.padEnd(8)} w = ${path.w.at(-1)!.toFixed(4)}, b = ${path.b.at(-1)!.toFixed(4)}, loss = ${path.loss.at(-1)!.toFixed(6)}`,
    );
    return path;
  }

  const paths = [
    train('SGD', (line) => new torch.optim.SGD(line.parameters(), { lr: 0.1 })),
    train('momentum', (line) => new torch.optim.SGD(line.parameters(), { lr: 0.05, momentum: 0.9 })),
    train('Adam', (line) => new torch.optim.Adam(line.parameters(), { lr: 0.3 })),
  ];

  // ### PLOTS

  const colors = ['tab:red', 'tab:orange', 'black'];

  const fig3d = plt.figure();
  const ax3d = fig3d.add_subplot(1, 1, 1, { projection: '3d' });
  ax3d.plot_surface(w, b, surface, { cmap: 'viridis', alpha: 0.6, rcount: 30, ccount: 30 });
  paths.forEach((path, i) => ax3d.plot(path.w, path.b, path.loss, { color: colors[i], marker: '.', label: path.name }));
  ax3d.set_xlabel('w');
  ax3d.set_ylabel('b');
  ax3d.set_zlabel('loss');
  ax3d.view_init({ elev: 35, azim: -50 });
  ax3d.legend();
  figure('loss_surface', fig3d);

  const [fig, ax] = plt.subplots();
  const levels = [0.01, 0.05, 0.2, 0.5, 1, 2, 4, 8, 16, 32];
  ax.contour(w, b, surface, { levels, cmap: 'viridis', linewidths: 1 });
  paths.forEach((path, i) => ax.plot(path.w, path.b, { color: colors[i], marker: '.', label: path.name }));
  ax.set_xlabel('w');
  ax.set_ylabel('b');
  ax.legend();
  figure('loss_contours', fig);

  const [fig_loss, ax_loss] = plt.subplots();
  paths.forEach((path, i) => ax_loss.plot(path.loss, { color: colors[i], label: path.name }));
  ax_loss.set_yscale('log');
  ax_loss.set_xlabel('step');
  ax_loss.set_ylabel('loss');
  ax_loss.legend();
  figure('loss_steps', fig_loss);

  return { w, b, surface, paths };
}
