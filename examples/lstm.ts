// The notebook "Long short term memory from scratch", cell by cell.
import torch, { nn } from 'microtorch';
import plt from 'microtorch/pyplot';
import { snapshot, type Loader, type Outcome, type Run, type Tensor } from './notebook.js';

export default function notebook({ epochs = 5000, print, progress, figure }: Run): Outcome {
  // ### DATA

  const num_data = 200;

  const x = torch.arange(0, num_data, { dtype: torch.float32 });

  const [B_0, B_1] = [5, 7];

  const data = torch.add(B_0, torch.mul(B_1, x));
  data.add_(new torch.distributions.normal.Normal(0, 10).sample([num_data]));

  const [fig1, ax1] = plt.subplots();
  ax1.plot(x, data);
  figure('LSTM_fig1', fig1);

  const data_trans = data['1:'].sub(data[':-1']);

  const [fig_t, ax_t] = plt.subplots();
  ax_t.plot(x[`0:${num_data - 1}`], data_trans);
  figure('LSTM_fig2', fig_t);

  // ### DATA LOADER

  function sequencesPreparation(input_data_1d: Tensor, sequence_len: number): [Tensor, Tensor] {
    const [X, Y]: [Tensor[], Tensor[]] = [[], []];

    for (let i = 0; i < input_data_1d.length - sequence_len; i++) {
      X.push(input_data_1d[`${i}:${i + sequence_len}`]);
      Y.push(input_data_1d[`${i + 1}:${i + 1 + sequence_len}`]);
    }

    return [torch.stack(X), torch.stack(Y)];
  }

  function XYdataLoader(input_data_1d: Tensor, sequence_len: number, batch_size: number, shuffle: boolean): Loader {
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
  // In the LSTM class, initialization of weight parameters is Uniform [-1,1].

  class LSTM extends nn.Module {
    // INPUT GATE PARAMETERS
    W_xi;
    W_hi;
    b_i;

    // FORGET GATE PARAMETERS
    W_xf;
    W_hf;
    b_f;

    // OUTPUT GATE PARAMETERS
    W_xo;
    W_ho;
    b_o;

    // C_tilde PARAMETERS
    W_xc;
    W_hc;
    b_c;

    // OUTPUT PARAMETERS
    W_hq;
    b_q;

    constructor(x_size: number, h_size: number, q_size: number) {
      super();

      this.W_xi = new nn.Parameter(torch.mul(2, torch.rand(x_size, h_size)).sub(1));
      this.W_hi = new nn.Parameter(torch.mul(2, torch.rand(h_size, h_size)).sub(1));
      this.b_i = new nn.Parameter(torch.zeros([1, h_size]));

      this.W_xf = new nn.Parameter(torch.mul(2, torch.rand(x_size, h_size)).sub(1));
      this.W_hf = new nn.Parameter(torch.mul(2, torch.rand(h_size, h_size)).sub(1));
      this.b_f = new nn.Parameter(torch.zeros([1, h_size]));

      this.W_xo = new nn.Parameter(torch.mul(2, torch.rand(x_size, h_size)).sub(1));
      this.W_ho = new nn.Parameter(torch.mul(2, torch.rand(h_size, h_size)).sub(1));
      this.b_o = new nn.Parameter(torch.zeros([1, h_size]));

      this.W_xc = new nn.Parameter(torch.mul(2, torch.rand(x_size, h_size)).sub(1));
      this.W_hc = new nn.Parameter(torch.mul(2, torch.rand(h_size, h_size)).sub(1));
      this.b_c = new nn.Parameter(torch.zeros([1, h_size]));

      this.W_hq = new nn.Parameter(torch.mul(2, torch.rand(h_size, q_size)).sub(1));
      this.b_q = new nn.Parameter(torch.zeros([1, q_size]));
    }

    forward(X: Tensor): Tensor[] {
      const outputs: Tensor[] = [];
      let [H, C]: [Tensor | null, Tensor | null] = [null, null];

      // A always refers to the inputs (X,H).
      // B always refers to the parameters (W).
      const matmul = (A: Tensor | null, B: Tensor) => (A !== null ? torch.matmul(A, B) : 0);

      for (let t = 0; t < X.length; t++) {
        const [S, T] = [new nn.Sigmoid(), new nn.Tanh()];

        const I_t: Tensor = S(torch.add(matmul(X[t], this.W_xi), matmul(H, this.W_hi)).add(this.b_i));
        const F_t: Tensor = S(torch.add(matmul(X[t], this.W_xf), matmul(H, this.W_hf)).add(this.b_f));
        const O_t: Tensor = S(torch.add(matmul(X[t], this.W_xo), matmul(H, this.W_ho)).add(this.b_o));

        const C_tilde: Tensor = T(torch.add(matmul(X[t], this.W_xc), matmul(H, this.W_hc)).add(this.b_c));
        C = torch.add(C !== null ? F_t.mul(C) : 0, I_t.mul(C_tilde));

        H = O_t.mul(T(C));

        outputs.push(torch.add(matmul(H, this.W_hq), this.b_q));
      }

      return outputs;
    }
  }

  // ### LOSS

  function loss(outputs: Tensor[], Y: Tensor): Tensor {
    const Y_hat = torch.cat(outputs, { dim: 0 });
    Y = Y.flatten().reshape(-1, 1);

    return Y_hat.sub(Y).pow(2).mean();
  }

  // ### TRANSFORMATIONS

  function XTransform(X: Tensor): Tensor {
    X = torch.transpose(X, 0, 1);
    X = X.reshape(X.shape[0], -1, 1);

    return X;
  }

  function YTransform(Y: Tensor): Tensor {
    return torch.transpose(Y, 0, 1);
  }

  // ### GRADIENT CLIPPING
  //
  // Equation (9.5.3) of https://d2l.ai/chapter_recurrent-neural-networks/rnn-scratch.html#gradient-clipping with
  // theta = alpha*torch.numel(param.grad), where alpha is a hyperparameter. As in the notebook, training does not call it.

  function gradientClipping(lstm: LSTM, alpha = 1): void {
    for (const param of lstm.parameters()) {
      if (param.requires_grad && param.grad !== null) {
        const norm = torch.norm(param.grad.flatten());
        const theta = alpha * param.numel();

        if (norm.item() > theta) param.grad.mul_(torch.div(theta, norm));
      }
    }
  }

  // ### TRAINING

  function trainLSTM(
    lstm: LSTM,
    dataset: Loader,
    loss: (outputs: Tensor[], Y: Tensor) => Tensor,
    optimizer: torch.optim.Optimizer,
    num_epochs: number,
  ): LSTM {
    lstm.train();

    for (const epoch of progress(num_epochs)) {
      let [X_test, Y_test]: [Tensor | null, Tensor | null] = [null, null];

      for (let [X, Y] of dataset) {
        X = XTransform(X);
        Y = YTransform(Y);
        const l = loss(lstm(X), Y);

        torch.no_grad(() => {
          l.backward();
          // gradientClipping(lstm, alpha);
          optimizer.step();
          optimizer.zero_grad();
        });

        if (X_test === null && Y_test === null) [X_test, Y_test] = [X, Y];
      }

      print(`Training loss ${loss(lstm(X_test!), Y_test!)}`);
      print(`Epoch ${epoch}`);
    }

    return lstm;
  }

  const lstm = new LSTM(1, 16, 1);
  const params_init = snapshot(lstm);

  const optimizer = new torch.optim.SGD(lstm.parameters(), { lr: 0.003 });

  const lstm_trained = trainLSTM(lstm, dataset, loss, optimizer, epochs);

  // ### APPROXIMATION OF THE DATA OF THE LSTM

  function LSTMapproximation(lstm: LSTM, dataset: Loader): Tensor {
    lstm.eval();
    return torch.no_grad(() => {
      let Y_hat: Tensor | null = null;

      for (let [X] of dataset) {
        X = XTransform(X);
        const Y_hat_batch = lstm(X);

        if (Y_hat === null) Y_hat = Y_hat_batch[Y_hat_batch.length - 1];
        else Y_hat = torch.cat([Y_hat, Y_hat_batch[Y_hat_batch.length - 1]], { dim: 0 });
      }

      return Y_hat!;
    });
  }

  let Y_hat = LSTMapproximation(lstm, dataset_approx);
  Y_hat = Y_hat.flatten();
  print(Y_hat.shape);

  const [fig2, ax2] = plt.subplots();
  ax2.plot(x[`0:${num_data - 1}`], data_trans);
  ax2.plot(torch.arange(sequence_len, num_data - 1), Y_hat.detach().numpy(), { color: 'r' });
  figure('LSTM_fig3', fig2);

  const [fig_zoom, ax_zoom] = plt.subplots();
  ax_zoom.plot(x['75:125'], data_trans['75:125']);
  ax_zoom.plot(torch.arange(75, 125), Y_hat.detach()[`${75 - sequence_len}:${125 - sequence_len}`].numpy(), {
    color: 'r',
  });
  figure('LSTM_fig4', fig_zoom);

  const data_approx = Y_hat.add(data[`${sequence_len}:-1`]);

  const [fig3, ax3] = plt.subplots();
  ax3.plot(x, data);
  ax3.plot(torch.arange(sequence_len, num_data - 1), data_approx.detach().numpy(), { color: 'r' });
  figure('LSTM_fig5', fig3);

  // ### EXTRAPOLATION OF LSTM

  function extrapolation(lstm: LSTM, initial_sequence: Tensor, num_extra_points: number): Tensor[] {
    let seq = initial_sequence;
    const preds: Tensor[] = [];

    lstm.eval();
    torch.no_grad(() => {
      for (let p = 0; p < num_extra_points; p++) {
        const outputs = lstm(seq);

        const pred = torch.squeeze(outputs[outputs.length - 1]);
        preds.push(pred);

        seq = torch.cat([seq, torch.tensor([[[pred]]])]);
        seq = seq['1:'];
      }
    });

    return preds;
  }

  let init_seq = data_trans[`${-sequence_len}:`];
  init_seq = init_seq['None, :'];
  init_seq = XTransform(init_seq);

  const num_extra_points = 5;
  const extra_preds = extrapolation(lstm, init_seq, num_extra_points);

  const [fig_extra, ax_extra] = plt.subplots();
  ax_extra.plot(x['-20:'], data_trans['-20:']);
  ax_extra.plot(torch.arange(num_data - 20, num_data), Y_hat.detach()['-20:'].numpy(), { color: 'r' });
  ax_extra.plot(torch.arange(num_data + 1, num_data + 1 + num_extra_points), extra_preds, { color: 'g', marker: 'o' });
  figure('LSTM_fig6', fig_extra);

  return { data, params_init, params_final: snapshot(lstm_trained), Y_hat, data_approx, extra_preds };
}
