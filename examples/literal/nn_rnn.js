'use tsover';
// The notebook "RNN Example" on PyTorch's own layers in its own lines: ../nn_rnn.ts with operators.
import './numpy_operators.js';
import * as np from 'numpy-ts';
import torch, { nn, optim } from 'microtorch';
import plt from 'microtorch/pyplot';
import { gradients, snapshot } from '../notebook.js';

export default function notebook({ epochs = 33, seed = 0, print, progress, figure }) {
  // ## Dataset
  //
  // Sin function prediction: y = sin(x)

  let size = 1000;

  let x_ = np.arange(size);
  let y_ = np.sin(Math.PI * 0.125 * x_);

  plt.plot(y_);
  plt.xlim(0, 100);
  plt.ylim(-1, 1);
  show('NN_RNN_sine');

  let input_size = 5;
  const hidden_size = 30;

  const batch_size = 32;

  let train_x = np.empty([size - input_size, input_size]);
  let train_y = np.empty([size - input_size, 1]);

  for (const x of x_.slice(`:-${input_size}`)) {
    train_x[x] = y_.slice(`${x}:${x + input_size}`);
    train_y[x] = y_[x + input_size];
  }

  // ### First train data and label

  plt.plot(train_x[0], { c: 'r' });
  plt.scatter(np.arange(input_size), train_x[0], { c: 'b' });
  plt.scatter([input_size], train_y[0], { c: 'g' });
  plt.xlim(0, 10);
  plt.ylim(-1, 1);
  show('NN_RNN_first');

  // ## Simple RNN Model
  //
  // Network forwards RNN and fc

  class RNN extends nn.Module {
    constructor(input_size, hidden_size) {
      super();

      this.hidden_size = hidden_size;

      this.rnn = new nn.RNN(input_size, hidden_size, 1, {
        bias: true,
        batch_first: true,
        nonlinearity: 'tanh',
        dropout: 0,
      });
      this.fc = new nn.Linear(hidden_size, 1);
    }

    forward(inputs, states) {
      let out;
      [out, states] = this.rnn(inputs, states);
      out = this.fc(out);

      return [out, states];
    }

    state() {
      // return initialized hidden state
      return torch.zeros(1, 1, this.hidden_size).to(device);
    }
  }

  const device = torch.device(torch.cuda.is_available() ? 'cuda' : 'cpu');

  torch.manual_seed(seed);
  const model = new RNN(input_size, hidden_size).to(device);

  // The cells from here to the end of the training run again for every question: they are a function of the model.

  function run(name, model) {
    const params_init = snapshot(model);

    // ### Before training
    //
    // Prediction of un trained model

    let state = model.state();
    let preds = Array.from(x_.slice(`:-${input_size}`), (x) =>
      model(new torch.Tensor(train_x[x]).view(1, 1, input_size).to(device), state)[0].item(),
    );
    const preds_before = preds;

    plt.plot(preds, { c: 'b' });
    plt.plot(train_y, { c: 'r' });
    plt.xlim(0, 100);
    plt.ylim(-1, 1);
    show(`NN_${name}_before`);

    // ## Train

    torch.manual_seed(42); // 42, THE ANSWER TO LIFE, THE UNIVERSE AND EVERYTHING

    const batch = 64; // batch size
    const lr = 0.01; // learning rate

    // MSE loss and Adam optimizer

    const criterion = new nn.MSELoss();
    const optimizer = new optim.Adam(model.parameters(), { lr });

    const losses = [];
    let grads_epoch0 = {};

    for (const epoch of progress(epochs)) {
      model.train();
      optimizer.zero_grad();
      state = model.state();
      let loss = 0;

      for (let [train, label] of zip(train_x, train_y)) {
        train = new torch.Tensor(train).view(1, 1, input_size).to(device);
        label = new torch.Tensor(label).to(device);
        let out;
        [out, state] = model(train, state);

        loss += criterion(out.squeeze(), label.squeeze());
      }

      loss.backward();
      optimizer.step();

      losses.push(loss.item());
      if (epoch === 0) grads_epoch0 = gradients(model);

      if (!(epoch % 8)) {
        model.eval();
        print(`Loss: ${loss}`);
        state = model.state();
        preds = Array.from(x_.slice(`:-${input_size}`), (x) =>
          model(new torch.Tensor(train_x[x]).view(1, 1, input_size).to(device), state)[0].item(),
        );

        plt.plot(preds, { c: 'b' });
        plt.plot(train_y, { c: 'r' });
        plt.xlim(0, 100);
        plt.ylim(-1, 1);
        show(`NN_${name}_epoch${epoch}`);
      }
    }

    return { repr: model.toString(), params_init, preds_before, grads_epoch0, losses, params_final: snapshot(model) };
  }

  const rnn = run('RNN', model);

  // ## Q1. Change Vanila RNN to LSTM

  print('Q1. Change Vanila RNN to LSTM');

  const num_layers = 1; // the notebook leaves it to the reader

  class LSTM extends nn.Module {
    constructor(input_size, hidden_size) {
      super();

      this.hidden_size = hidden_size;

      this.lstm = new nn.LSTM(input_size, hidden_size, num_layers, { batch_first: true, dropout: 0 });
      this.fc = new nn.Linear(hidden_size, 1);
    }

    forward(inputs, states) {
      let out;
      [out, states] = this.lstm(inputs, states);
      out = this.fc(out);

      return [out, states];
    }

    state() {
      return [torch.zeros(1, 1, this.hidden_size).to(device), torch.zeros(1, 1, this.hidden_size).to(device)];
    }
  }

  torch.manual_seed(seed);
  const lstm = run('LSTM', new LSTM(input_size, hidden_size).to(device));

  // ## Q2. Change pattern length
  //
  // how about long long pattern like y = sin(1/10 x)

  print('Q2, Q3. Change pattern length and input_size');

  size = 1000;

  x_ = np.arange(size);
  y_ = np.sin((1 / 10) * Math.PI * 0.125 * x_);

  plt.plot(y_);
  plt.xlim(0, 100);
  plt.ylim(-1, 1);
  show('NN_RNN_long_sine');

  // ## Q3. Change input_size
  //
  // input_size represents the number of consecutive values received as input. If the pattern length increases, you can
  // adjust the input_size to increase the performance of the model.

  input_size = 32;

  train_x = np.empty([size - input_size, input_size]);
  train_y = np.empty([size - input_size, 1]);

  for (const x of x_.slice(`:-${input_size}`)) {
    train_x[x] = y_.slice(`${x}:${x + input_size}`);
    train_y[x] = y_[x + input_size];
  }

  plt.plot(train_x[0], { c: 'r' });
  plt.scatter(np.arange(input_size), train_x[0], { c: 'b' });
  plt.scatter([input_size], train_y[0], { c: 'g' });
  plt.xlim(0, 48);
  plt.ylim(-1, 1);
  show('NN_RNN_long_first');

  torch.manual_seed(seed);
  const rnn_long = run('RNN_long', new RNN(input_size, hidden_size).to(device));

  return { rnn, lstm, rnn_long };

  /** plt.show(): hands over the figure of a cell. */
  function show(name) {
    const shown = plt.gcf();
    figure(name, shown);
    plt.close(shown);
  }
}

/** The pairs of Python's zip. */
const zip = (a, b) => Array.from(a, (x, i) => [x, b[i]]);
