'use tsover';
// The notebook "Simple recurrent neural network from scratch" in its own lines: ../rnn.ts with operators.
import torch, { nn } from 'microtorch';
import plt from 'microtorch/pyplot';
import { snapshot } from '../notebook.js';

export default function notebook({ epochs = 250, print, progress, figure }) {
  // ### DATA

  const x = torch.arange(0, 2500);
  let data = torch.cos(x * 0.02) * torch.sin(x * 0.01);
  data += new torch.distributions.normal.Normal(0, 0.1).sample([2500]);

  const [fig1, ax1] = plt.subplots();
  ax1.plot(x, data);
  figure('RNN_fig1', fig1);

  // ### DATA LOADER

  function sequencesPreparation(input_data_1d, sequence_len) {
    const [X, Y] = [[], []];

    for (let i = 0; i < input_data_1d.length - sequence_len; i++) {
      X.push(input_data_1d[`${i}:${i + sequence_len}`]);
      Y.push(input_data_1d[`${i + 1}:${i + 1 + sequence_len}`]);
    }

    return [torch.stack(X), torch.stack(Y)];
  }

  function XYdataLoader(input_data_1d, sequence_len, batch_size) {
    const [X, Y] = sequencesPreparation(input_data_1d, sequence_len);

    const dataset = new torch.utils.data.TensorDataset(X, Y);

    return new torch.utils.data.DataLoader(dataset, batch_size, { shuffle: true, num_workers: 2 });
  }

  const batch_size = 100;
  const sequence_len = 600;

  const dataset = XYdataLoader(data, sequence_len, batch_size);

  // ### MODEL
  //
  // If U is Uniform [0,1], then (r2 - r1) * U + r1 is Uniform [r1,r2].
  // In the RNN class, initialization of weight parameters is Uniform [-1,1].

  class RNN extends nn.Module {
    constructor(x_size, h_size, q_size) {
      super();

      this.W_xh = new nn.Parameter(2 * torch.rand(x_size, h_size) - 1);
      this.W_hh = new nn.Parameter(2 * torch.rand(h_size, h_size) - 1);
      this.b_h = new nn.Parameter(torch.zeros(h_size));

      this.W_hq = new nn.Parameter(2 * torch.rand(h_size, q_size) - 1);
      this.b_q = new nn.Parameter(torch.zeros(q_size));
    }

    forward(X) {
      const outputs = [];
      let H_t;

      for (let t = 0; t < X.length; t++) {
        if (t === 0) H_t = torch.tanh(X[t] * this.W_xh + this.b_h);
        else H_t = torch.tanh(X[t] * this.W_xh + torch.matmul(H_t, this.W_hh) + this.b_h);

        outputs.push(torch.matmul(H_t, this.W_hq) + this.b_q);
      }

      return outputs;
    }
  }

  // ### LOSS

  function loss(Y_hat, Y) {
    Y_hat = torch.cat(Y_hat, { dim: 0 });
    Y = Y.flatten().reshape(-1, 1);

    return ((Y_hat - Y) ** 2).mean();
  }

  // ### TRANSFORMATIONS

  function XTransform(X) {
    X = torch.transpose(X, 0, 1);
    X = X.reshape(X.shape[0], -1, 1);

    return X;
  }

  function YTransform(Y) {
    return torch.transpose(Y, 0, 1);
  }

  // ### GRADIENT CLIPPING
  //
  // Equation (9.5.3) of https://d2l.ai/chapter_recurrent-neural-networks/rnn-scratch.html#gradient-clipping with
  // theta = alpha*torch.numel(param.grad), where alpha is a hyperparameter.

  function gradientClipping(rnn, alpha = 1) {
    for (const param of rnn.parameters()) {
      if (param.requires_grad) {
        const norm = torch.norm(param.grad.flatten());
        const theta = alpha * param.numel();

        if (norm > theta) param.grad *= theta / norm;
      }
    }
  }

  // ### TRAINING

  function trainRNN(rnn, dataset, loss, optimizer, num_epochs, batch_size, alpha = 1) {
    rnn.train();

    for (const epoch of progress(num_epochs)) {
      let [X_test, Y_test] = [null, null];

      for (let [X, Y] of dataset) {
        if (X.length === batch_size) {
          X = XTransform(X);
          Y = YTransform(Y);
          const l = loss(rnn(X), Y);

          torch.no_grad(() => {
            l.backward();
            gradientClipping(rnn, alpha);
            optimizer.step();
            optimizer.zero_grad();
          });

          if (X_test === null && Y_test === null) [X_test, Y_test] = [X, Y];
        }
      }

      print(`Training loss ${loss(rnn(X_test), Y_test)}`);
      print(`Epoch ${epoch}`);
    }

    return rnn;
  }

  const rnn = new RNN(batch_size, 8, 1);
  const params_init = snapshot(rnn);
  const optimizer = new torch.optim.SGD(rnn.parameters(), { lr: 0.03 });

  const rnn_trained = trainRNN(rnn, dataset, loss, optimizer, epochs, batch_size);

  // ### APPROXIMATION OF THE DATA OF THE RNN

  function RNNapproximation(rnn, dataset, batch_size) {
    let Y_hat = null;

    for (let [X] of dataset) {
      if (X.length === batch_size) {
        X = XTransform(X);
        const Y_hat_batch = rnn(X);

        if (Y_hat === null) Y_hat = Y_hat_batch[Y_hat_batch.length - 1];
        else Y_hat = torch.cat([Y_hat, Y_hat_batch[Y_hat_batch.length - 1]], { dim: 0 });
      }
    }

    return Y_hat;
  }

  let Y_hat = RNNapproximation(rnn, dataset, batch_size);
  Y_hat = Y_hat.flatten();
  print(Y_hat.shape);

  const [fig2, ax2] = plt.subplots();
  ax2.plot(x[`${sequence_len}:2500`], data[`${sequence_len}:2500`]);
  ax2.plot(torch.arange(sequence_len, 2500), Y_hat.detach().numpy(), { color: 'r' });
  figure('RNN_fig2', fig2);

  return { data, params_init, params_final: snapshot(rnn_trained), Y_hat };
}
