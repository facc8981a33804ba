'use tsover';
// The notebook "Recurrent neural network template" on NumPy alone in its own lines: ../numpy_rnn.ts with operators.
import './numpy_operators.js';
import * as np from 'numpy-ts';
import plt from 'microtorch/pyplot';
import { join } from 'node:path';

export default function notebook({ seed, epochs = 50, PLOTS_DIR = 'plots', print, progress = range }) {
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
  function dataset(size = 200, timesteps = 25) {
    const [x, y] = [[], []];
    const sin_wave = np.sin(np.arange(size));
    for (let step = 0; step < sin_wave.shape[0] - timesteps; step++) {
      x.push(sin_wave.slice(`${step}:${step + timesteps}`));
      y.push(sin_wave.get([step + timesteps]));
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
    /** Initialize the model with input and output data and the number of hidden units in the RNN. */
    constructor(x, y, hidden_units) {
      this.x = x;
      this.y = y;
      this.hidden_units = hidden_units;
      this.Wx = np.random.randn(1, hidden_units) * 0.01;
      this.Wh = np.random.randn(hidden_units, hidden_units) * 0.01;
      this.Wy = np.random.randn(hidden_units, y.shape[1]) * 0.01;
    }

    /** The RNN cell: from the input at time step t and the hidden state at t-1 to the hidden state and the output at t. */
    cell(xt, ht_1) {
      const ht = np.tanh(np.dot(xt, this.Wx) + np.dot(ht_1, this.Wh));
      const yt = np.dot(ht, this.Wy);
      return [ht, yt];
    }

    /** The forward pass of the RNN for the sample of this index. */
    forward(sample) {
      const [sample_x, sample_y] = [at(this.x, sample), at(this.y, sample)];
      let ht = np.zeros([1, this.hidden_units]);
      let yt;
      this.hidden_states = [ht];
      this.inputs = [];
      for (let step = 0; step < sample_x.shape[0]; step++) {
        [ht, yt] = this.cell(at(sample_x, step).reshape(1, 1), ht);
        this.inputs.push(at(sample_x, step).reshape(1, 1));
        this.hidden_states.push(ht);
      }
      this.error = yt - sample_y;
      this.loss = 0.5 * np.sum(this.error ** 2);
      this.yt = yt;
    }

    /** The backward pass of the RNN */
    backward() {
      const n = this.inputs.length;
      const dyt = this.error;
      let dWy = np.dot(this.hidden_states.at(-1).T, dyt);
      let dht = np.dot(dyt, this.Wy.T);
      let dWx = np.zeros_like(this.Wx);
      let dWh = np.zeros_like(this.Wh);
      for (let step = n - 1; step >= 0; step--) {
        const temp = (1 - this.hidden_states[step] ** 2) * dht;
        dWx += np.dot(this.inputs[step].T, temp);
        dWh += np.dot(this.hidden_states.at(step - 1).T, temp);
        dht = np.dot(temp, this.Wh.T);
      }
      dWy = np.clip(dWy, -1, 1);
      dWx = np.clip(dWx, -1, 1);
      dWh = np.clip(dWh, -1, 1);
      this.Wy -= this.lr * dWy;
      this.Wx -= this.lr * dWx;
      this.Wh -= this.lr * dWh;
    }

    /** The training loop of the RNN */
    train(epochs, learning_rate, verbose = 2) {
      this.Ovr_loss = [];
      this.lr = learning_rate;
      for (const epoch of progress(epochs)) {
        for (let sample = 0; sample < this.x.shape[0]; sample++) {
          this.forward(sample);
          this.backward();
        }
        const epoch_loss = np.mean(np.array(this.loss));
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
    test(x, y) {
      this.x = x;
      this.y = y;
      this.outputs = [];
      for (let sample = 0; sample < x.shape[0]; sample++) {
        this.forward(sample);
        this.outputs.push(this.yt);
      }
      this.outputs = np.stack(this.outputs).reshape(y.shape[0], 1);
      this.y = this.y.reshape(y.shape[0], 1);
      this.error = this.outputs - this.y;
      this.loss = 0.5 * np.mean(this.error ** 2);
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
const at = (a, i) => a.slice(`${i}`).copy();

/** The numbers 0, 1, … of Python's range. */
function range(n) {
  return Array.from({ length: n }, (_, i) => i);
}

/** A number as Python's format `.6e` writes it: `1.412302e-01`. */
function exponential(x, digits) {
  return x.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
}
