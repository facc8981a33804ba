import { expect } from 'chai';
import notebook from '../../examples/nn_rnn.js';
import type { LayerOutcomes, Parameters, Tensor } from '../../examples/notebook.js';
import { loadGolden, type GoldenState } from '../goldens/load.js';

const numbers = (x: Tensor) => x.flatten().tolist() as number[];

/** The largest |a − b|. */
const distance = (a: readonly number[], b: ArrayLike<number>) =>
  a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - b[i])), 0);

/** Compares two states with the same names and sizes, a tensor at a time. */
function eachTensor(
  mine: Parameters,
  theirs: GoldenState,
  check: (mine: readonly number[], theirs: readonly number[], name: string) => void,
): void {
  expect(Object.keys(mine)).to.deep.equal(Object.keys(theirs));
  for (const [name, { shape, values }] of Object.entries(theirs)) {
    expect([...mine[name].shape], name).to.deep.equal(shape);
    check(numbers(mine[name]), [...values], name);
  }
}

const EPOCHS = 5;

describe("the notebook on PyTorch's own layers", function () {
  this.timeout(180_000);
  const lines: string[] = [];
  const figures: string[] = [];
  let outcomes: LayerOutcomes;

  before(() => {
    outcomes = notebook({
      seed: 0,
      epochs: EPOCHS,
      print: (line) => lines.push(String(line)),
      progress: (count) => Array.from({ length: count }, (_, i) => i),
      figure: (name) => figures.push(name),
    });
  });

  for (const name of ['rnn', 'lstm', 'rnn_long'] as const)
    describe(name, () => {
      const golden = loadGolden(name === 'rnn_long' ? 'nn_rnn_long_0' : `nn_${name}_0`);

      it('prints the model as PyTorch does', () => {
        expect(outcomes[name].repr).to.equal(golden.repr);
      });

      it("begins with PyTorch's parameters, to the last bit", () => {
        eachTensor(outcomes[name].params_init, golden.params_init, (mine, theirs, parameter) =>
          expect(mine, parameter).to.deep.equal(theirs),
        );
      });

      it("predicts before training what PyTorch's model predicts", () => {
        expect(outcomes[name].preds_before).to.have.length(golden.preds_before.length);
        expect(distance(outcomes[name].preds_before, golden.preds_before)).to.be.below(1e-5);
      });

      it("has PyTorch's gradients in epoch 0", () => {
        eachTensor(outcomes[name].grads_epoch0, golden.grads_epoch0, (mine, theirs, parameter) => {
          const largest = Math.max(...theirs.map(Math.abs));
          expect(distance(mine, theirs) / largest, parameter).to.be.below(2e-4);
        });
      });

      it(`follows PyTorch's losses for ${EPOCHS} epochs`, () => {
        expect(outcomes[name].losses).to.have.length(EPOCHS);
        outcomes[name].losses.forEach((loss, epoch) => {
          const theirs = golden.loss[epoch];
          expect(Math.abs(loss - theirs) / theirs, `epoch ${epoch}: ${loss}, PyTorch ${theirs}`).to.be.below(1e-3);
        });
      });

      it('ends with other parameters than it began with', () => {
        const { params_init, params_final } = outcomes[name];
        for (const [parameter, tensor] of Object.entries(params_final))
          expect(distance(numbers(tensor), numbers(params_init[parameter])), parameter).to.be.above(1e-3);
      });
    });

  it('prints the loss every eight epochs, as Python does', () => {
    const printed = lines.filter((line) => line.startsWith('Loss: '));
    expect(printed).to.deep.equal(
      [outcomes.rnn, outcomes.lstm, outcomes.rnn_long].map(({ losses }) => `Loss: ${losses[0]}`),
    );
  });

  it('draws every figure of the notebook', () => {
    expect(figures).to.deep.equal([
      'NN_RNN_sine',
      'NN_RNN_first',
      'NN_RNN_before',
      'NN_RNN_epoch0',
      'NN_LSTM_before',
      'NN_LSTM_epoch0',
      'NN_RNN_long_sine',
      'NN_RNN_long_first',
      'NN_RNN_long_before',
      'NN_RNN_long_epoch0',
    ]);
  });
});
