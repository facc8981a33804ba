// The notebook "Recurrent neural network template" on NumPy alone, cell by cell, with numpy-ts as np.
import * as np from 'numpy-ts';
import plt from 'microtorch/pyplot';
import { join } from 'node:path';

type NDArray = ReturnType<typeof np.zeros>;

/** How the notebook is run. */
export interface NumpyRun {
  /** The seed of np.random.seed. */
  readonly seed: number;
  /** How many epochs to train; 50 in the notebook. */
  readonly epochs?: number;
  /** Where its figures go. */
  readonly PLOTS_DIR?: string;
  /** Takes what the notebook prints, one call a line. */
  print(line: string): void;
  /** Takes 0, 1, … of the epochs, with or without a progress bar. */
  progress?(epochs: number): Iterable<number>;
}

/** What the notebook computed. */
export interface NumpyOutcome {
  readonly init: { readonly Wx: NDArray; readonly Wh: NDArray; readonly Wy: NDArray };
  readonly Ovr_loss: readonly number[];
  readonly loss: number;
  readonly outputs: NDArray;
}

export default function notebook({ seed, epochs = 50, PLOTS_DIR = 'plots', print, progress }: NumpyRun): NumpyOutcome {
  np.random.seed(seed);

  // 1 Imports

  plt.rcParams['figure.figsize'] = [10.0, 7.0];
  plt.rcParams['font.size'] = 16;
  plt.rcParams['font.family'] = 'Serif';
  plt.rcParams['grid.linestyle'] = '--';
  plt.rcParams['grid.linewidth'] = 0.5;

  // 2 Load The Data

  /**
   * Create a dataset for a sine wave.
   *
   * @param size The size of the dataset. The default is 200.
   * @param timesteps The number of timesteps. The default is 25.
   * @returns The input data and the output data.
   */
  function dataset(size = 200, timesteps = 25): [x: NDArray, y: NDArray] {
    const [x, y]: [NDArray[], number[]] = [[], []];
    const sin_wave = np.sin(np.arange(size));
    for (let step = 0; step < sin_wave.shape[0] - timesteps; step++) {
      x.push(sin_wave.slice(`${step}:${step + timesteps}`));
      y.push(sin_wave.get([step + timesteps]) as number);
    }
    return [np.stack(x).reshape(y.length, timesteps, 1), np.array(y).reshape(y.length, 1)];
  }

  const [x, y] = dataset(300);
  const [x_test, y_test] = dataset(300);

  print(`Shape of x: (${x.shape.join(', ')})`);
  print(`Shape of y: (${y.shape.join(', ')})`);

  // 3 RNN

  /** A simple RNN model for regression task */
  class RNN {
    x: NDArray;
    y: NDArray;
    hidden_units: number;
    Wx: NDArray;
    Wh: NDArray;
    Wy: NDArray;
    hidden_states: NDArray[] = [];
    inputs: NDArray[] = [];
    error = np.zeros([1, 1]);
    loss = 0;
    yt = np.zeros([1, 1]);
    lr = 0;
    Ovr_loss: number[] = [];
    outputs = np.zeros([0, 1]);

    /** Initialize the model with input and output data and the number of hidden units in the RNN. */
    constructor(x: NDArray, y: NDArray, hidden_units: number) {
      this.x = x;
      this.y = y;
      this.hidden_units = hidden_units;
      this.Wx = np.random.randn(1, hidden_units).multiply(0.01);
      this.Wh = np.random.randn(hidden_units, hidden_units).multiply(0.01);
      this.Wy = np.random.randn(hidden_units, y.shape[1]).multiply(0.01);
    }

    /** The RNN cell: from the input at time step t and the hidden state at t-1 to the hidden state and the output at t. */
    cell(xt: NDArray, ht_1: NDArray): [ht: NDArray, yt: NDArray] {
      const ht = np.tanh(dot(xt, this.Wx).add(dot(ht_1, this.Wh)));
      const yt = dot(ht, this.Wy);
      return [ht, yt];
    }

    /** The forward pass of the RNN for the sample of this index. */
    forward(sample: number): void {
      const [sample_x, sample_y] = [at(this.x, sample), at(this.y, sample)];
      let ht = np.zeros([1, this.hidden_units]);
      let yt = this.yt;
      this.hidden_states = [ht];
      this.inputs = [];
      for (let step = 0; step < sample_x.shape[0]; step++) {
        [ht, yt] = this.cell(at(sample_x, step).reshape(1, 1), ht);
        this.inputs.push(at(sample_x, step).reshape(1, 1));
        this.hidden_states.push(ht);
      }
      this.error = yt.subtract(sample_y);
      this.loss = 0.5 * (np.sum(this.error.power(2)) as number);
      this.yt = yt;
    }

    /** The backward pass of the RNN */
    backward(): void {
      const n = this.inputs.length;
      const dyt = this.error;
      let dWy = dot(this.hidden_states.at(-1)!.T, dyt);
      let dht = dot(dyt, this.Wy.T);
      let dWx = np.zeros_like(this.Wx);
      let dWh = np.zeros_like(this.Wh);
      for (let step = n - 1; step >= 0; step--) {
        const temp = this.hidden_states[step].power(2).negative().add(1).multiply(dht);
        dWx = dWx.add(dot(this.inputs[step].T, temp));
        dWh = dWh.add(dot(this.hidden_states.at(step - 1)!.T, temp));
        dht = dot(temp, this.Wh.T);
      }
      dWy = np.clip(dWy, -1, 1);
      dWx = np.clip(dWx, -1, 1);
      dWh = np.clip(dWh, -1, 1);
      this.Wy = this.Wy.subtract(dWy.multiply(this.lr));
      this.Wx = this.Wx.subtract(dWx.multiply(this.lr));
      this.Wh = this.Wh.subtract(dWh.multiply(this.lr));
    }

    /** The training loop of the RNN */
    train(epochs: number, learning_rate: number, verbose = 2): void {
      this.Ovr_loss = [];
      this.lr = learning_rate;
      for (const epoch of progress?.(epochs) ?? range(epochs)) {
        for (let sample = 0; sample < this.x.shape[0]; sample++) {
          this.forward(sample);
          this.backward();
        }
        const epoch_loss = np.mean(np.array(this.loss)) as number;
        this.Ovr_loss.push(epoch_loss);
        if (verbose === 1) {
          if ((epoch + 1) % 100 === 0) print(`Epoch: ${epoch + 1} | Loss: ${exponential(epoch_loss, 6)}`);
        } else if (verbose === 2) {
          if ((epoch + 1) % 10 === 0) print(`Epoch: ${epoch + 1} | Loss: ${exponential(epoch_loss, 6)}`);
        } else if (verbose > 3) {
          print(`Epoch: ${epoch + 1} | Loss: ${exponential(epoch_loss, 6)}`);
        }
        if (epoch === 0) print(`Epoch: ${epoch + 1} | Loss: ${exponential(epoch_loss, 6)}`);
        this.loss = 0;
      }
    }

    /** The testing loop of the RNN: the loss of the model on the test set */
    test(x: NDArray, y: NDArray): number {
      this.x = x;
      this.y = y;
      const outputs: NDArray[] = [];
      for (let sample = 0; sample < x.shape[0]; sample++) {
        this.forward(sample);
        outputs.push(this.yt);
      }
      this.outputs = np.stack(outputs).reshape(y.shape[0], 1);
      this.y = this.y.reshape(y.shape[0], 1);
      this.error = this.outputs.subtract(this.y);
      this.loss = 0.5 * (np.mean(this.error.power(2)) as number);
      print(`Test Loss: ${exponential(this.loss, 5)}`);
      return this.loss;
    }
  }

  const rnn = new RNN(x, y, 100);
  const init = { Wx: rnn.Wx, Wh: rnn.Wh, Wy: rnn.Wy };
  rnn.train(epochs, 1e-2);

  // 4 Plots

  plt.plot(rnn.Ovr_loss);
  plt.xlabel('Epochs');
  plt.ylabel('Loss');
  plt.title('Loss vs Epochs');
  plt.savefig(join(PLOTS_DIR, '0101.png'));
  plt.close(); // a notebook's cell begins with a new figure

  const loss = rnn.test(x_test, y_test);

  const y_pred = rnn.outputs;
  plt.plot(y_test, { label: 'Actual', linestyle: '-', linewidth: 3 });
  plt.plot(y_pred, { label: 'Predicted', linestyle: '--', linewidth: 3 });
  plt.xlabel('Time');
  plt.ylabel('Value');
  plt.title('Actual vs Predicted');
  plt.xlim(0, 100);
  plt.legend();
  plt.savefig(join(PLOTS_DIR, '0102.png'));
  plt.close();

  plt.rcdefaults();
  return { init, Ovr_loss: rnn.Ovr_loss, loss, outputs: rnn.outputs };
}

/** a[i] as an array of its own: in numpy-ts 1.4, `reshape` of a view reads from the beginning of what it is a view of. */
const at = (a: NDArray, i: number): NDArray => a.slice(`${i}`).copy();

/** np.dot of matrices, which is a matrix. */
const dot = (a: NDArray, b: NDArray): NDArray => np.dot(a, b) as NDArray;

/** The numbers 0, 1, … of Python's range. */
const range = (n: number): Iterable<number> => Array.from({ length: n }, (_, i) => i);

/** A number as Python's format `.6e` writes it: `1.412302e-01`. */
const exponential = (x: number, digits: number): string => x.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
