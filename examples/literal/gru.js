'use tsover';
// The notebook "Gated recurrent units from scratch" in its own lines: ../gru.ts with operators.
import torch, { nn } from 'microtorch';
import plt from 'microtorch/pyplot';
import { snapshot } from '../notebook.js';

export default function notebook({ epochs = 5000, print, progress, figure }) {
  // ### DATA

  const num_data = 200;

  const x = torch.arange(0, num_data, { dtype: torch.float32 });

  const [B_0, B_1] = [5, 7];

  let data = B_0 + B_1 * x;
  data += new torch.distributions.normal.Normal(0, 10).sample([num_data]);

  const [fig1, ax1] = plt.subplots();
  ax1.plot(x, data);
  figure('GRU_fig1', fig1);

  const data_trans = data['1:'] - data[':-1'];

  const [fig_t, ax_t] = plt.subplots();
  ax_t.plot(x[`0:${num_data - 1}`], data_trans);
  figure('GRU_fig2', fig_t);

  // ### DATA LOADER

  function sequencesPreparation(input_data_1d, sequence_len) {
    const [X, Y] = [[], []];

    for (let i = 0; i < input_data_1d.length - sequence_len; i++) {
      X.push(input_data_1d[`${i}:${i + sequence_len}`]);
      Y.push(input_data_1d[`${i + 1}:${i + 1 + sequence_len}`]);
    }

    return [torch.stack(X), torch.stack(Y)];
  }

  function XYdataLoader(input_data_1d, sequence_len, batch_size, shuffle) {
    const [X, Y] = sequencesPreparation(input_data_1d, sequence_len);

    const dataset = new torch.utils.data.TensorDataset(X, Y);

    return new torch.utils.data.DataLoader(dataset, batch_size, { shuffle, num_workers: 2 });
  }

  const sequence_len = 19;
  const batch_size = num_data - 1 - sequence_len;

  const dataset = XYdataLoader(data_trans, sequence_len, batch_size, true);
  const dataset_approx = XYdataLoader(data_trans, sequence_len, batch_size, false);

  // ### MODEL
  //
  // If U is Uniform [0,1], then (r2 - r1) * U + r1 is Uniform [r1,r2].
  // In the GRU class, initialization of weight parameters is Uniform [-1,1].

  class GRU extends nn.Module {
    constructor(x_size, h_size, q_size) {
      super();

      // RESET GATE PARAMETERS
      this.W_xr = new nn.Parameter(2 * torch.rand(x_size, h_size) - 1);
      this.W_hr = new nn.Parameter(2 * torch.rand(h_size, h_size) - 1);
      this.b_r = new nn.Parameter(torch.zeros([1, h_size]));

      // UPDATE GATE PARAMETERS
      this.W_xz = new nn.Parameter(2 * torch.rand(x_size, h_size) - 1);
      this.W_hz = new nn.Parameter(2 * torch.rand(h_size, h_size) - 1);
      this.b_z = new nn.Parameter(torch.zeros([1, h_size]));

      // H_tilde PARAMETERS
      this.W_xh = new nn.Parameter(2 * torch.rand(x_size, h_size) - 1);
      this.W_hh = new nn.Parameter(2 * torch.rand(h_size, h_size) - 1);
      this.b_h = new nn.Parameter(torch.zeros([1, h_size]));

      // OUTPUT PARAMETERS
      this.W_hq = new nn.Parameter(2 * torch.rand(h_size, q_size) - 1);
      this.b_q = new nn.Parameter(torch.zeros([1, q_size]));
    }

    forward(X) {
      const outputs = [];
      let H = null;

      for (let t = 0; t < X.length; t++) {
        const [S, T] = [new nn.Sigmoid(), new nn.Tanh()];

        const R_t = S(torch.matmul(X[t], this.W_xr) + (H !== null ? torch.matmul(H, this.W_hr) : 0) + this.b_r);

        H = torch.zeros_like(R_t);

        const Z_t = S(torch.matmul(X[t], this.W_xz) + torch.matmul(H, this.W_hz) + this.b_z);

        const H_tilde = T(torch.matmul(X[t], this.W_xh) + torch.matmul(R_t * H, this.W_hh) + this.b_h);

        H = Z_t * H + (1 - Z_t) * H_tilde;

        outputs.push(torch.matmul(H, this.W_hq) + this.b_q);
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
  // theta = alpha*torch.numel(param.grad), where alpha is a hyperparameter. As in the notebook, training does not call it.

  function gradientClipping(gru, alpha = 1) {
    for (const param of gru.parameters()) {
      if (param.requires_grad) {
        const norm = torch.norm(param.grad.flatten());
        const theta = alpha * param.numel();

        if (norm > theta) param.grad *= theta / norm;
      }
    }
  }

  // ### TRAINING

  function trainGRU(gru, dataset, loss, optimizer, num_epochs) {
    gru.train();

    for (const epoch of progress(num_epochs)) {
      let [X_test, Y_test] = [null, null];

      for (let [X, Y] of dataset) {
        X = XTransform(X);
        Y = YTransform(Y);
        const l = loss(gru(X), Y);

        torch.no_grad(() => {
          l.backward();
          // gradientClipping(gru, alpha);
          optimizer.step();
          optimizer.zero_grad();
        });

        if (X_test === null && Y_test === null) [X_test, Y_test] = [X, Y];
      }

      print(`Training loss ${loss(gru(X_test), Y_test)}`);
      print(`Epoch ${epoch}`);
    }

    return gru;
  }

  const gru = new GRU(1, 16, 1);
  const params_init = snapshot(gru);

  const optimizer = new torch.optim.SGD(gru.parameters(), { lr: 0.003 });

  const gru_trained = trainGRU(gru, dataset, loss, optimizer, epochs);

  // ### APPROXIMATION OF THE DATA OF THE GRU

  function GRUapproximation(gru, dataset) {
    gru.eval();
    return torch.no_grad(() => {
      let Y_hat = null;

      for (let [X] of dataset) {
        X = XTransform(X);
        const Y_hat_batch = gru(X);

        if (Y_hat === null) Y_hat = Y_hat_batch[Y_hat_batch.length - 1];
        else Y_hat = torch.cat([Y_hat, Y_hat_batch[Y_hat_batch.length - 1]], { dim: 0 });
      }

      return Y_hat;
    });
  }

  let Y_hat = GRUapproximation(gru, dataset_approx);
  Y_hat = Y_hat.flatten();
  print(Y_hat.shape);

  const [fig2, ax2] = plt.subplots();
  ax2.plot(x[`0:${num_data - 1}`], data_trans);
  ax2.plot(torch.arange(sequence_len, num_data - 1), Y_hat.detach().numpy(), { color: 'r' });
  figure('GRU_fig3', fig2);

  const [fig_zoom, ax_zoom] = plt.subplots();
  ax_zoom.plot(x['75:125'], data_trans['75:125']);
  ax_zoom.plot(torch.arange(75, 125), Y_hat.detach()[`${75 - sequence_len}:${125 - sequence_len}`].numpy(), {
    color: 'r',
  });
  figure('GRU_fig4', fig_zoom);

  const data_approx = Y_hat + data[`${sequence_len}:-1`];

  const [fig3, ax3] = plt.subplots();
  ax3.plot(x, data);
  ax3.plot(torch.arange(sequence_len, num_data - 1), data_approx.detach().numpy(), { color: 'r' });
  figure('GRU_fig5', fig3);

  return { data, params_init, params_final: snapshot(gru_trained), Y_hat, data_approx };
}
