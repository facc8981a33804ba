// What the ported notebooks share: how they are run, and what they hand over for comparison.
import type torch from 'microtorch';
import type { Figure } from 'microtorch/pyplot';

export type Tensor = torch.Tensor;

/** A loader of batches of sequences and their continuations. */
export type Loader = torch.utils.data.DataLoader<torch.utils.data.TensorDataset<[Tensor, Tensor]>>;

/** How a notebook is run. */
export interface Run {
  /** How many epochs to train; the notebook's own number if left out. */
  readonly epochs?: number;
  /** The seed of torch.manual_seed where a notebook has several models, each with the seed before it; 0 if left out. */
  readonly seed?: number;
  /** Takes what the notebook prints, one call a line. */
  print(line: unknown): void;
  /** The numbers 0, 1, … of the epochs, with or without a progress bar. */
  progress(epochs: number): Iterable<number>;
  /** Takes the notebook's figures, by the names that its pictures have. */
  figure(name: string, figure: Figure): void;
}

/** Parameters by name. */
export type Parameters = Readonly<Record<string, Tensor>>;

/** What a notebook computed. */
export interface Outcome {
  readonly data: Tensor;
  readonly params_init: Parameters;
  readonly params_final: Parameters;
  readonly Y_hat: Tensor;
  readonly data_approx?: Tensor;
  readonly extra_preds?: readonly Tensor[];
}

/** What training a model of PyTorch's own layers computed. */
export interface LayerOutcome {
  /** The text of the model. */
  readonly repr: string;
  readonly params_init: Parameters;
  /** The predictions of the untrained model. */
  readonly preds_before: readonly number[];
  readonly grads_epoch0: Parameters;
  /** The loss of every epoch. */
  readonly losses: readonly number[];
  readonly params_final: Parameters;
}

/** What the notebook on PyTorch's own layers computed: as it stands, for Q1, and for Q2 and Q3. */
export interface LayerOutcomes {
  readonly rnn: LayerOutcome;
  readonly lstm: LayerOutcome;
  readonly rnn_long: LayerOutcome;
}

/** A copy of a model's parameters. */
export function snapshot(model: torch.nn.Module): Parameters {
  return Object.fromEntries([...model.named_parameters()].map(([name, param]) => [name, param.detach().clone()]));
}

/** A copy of the gradients of a model's parameters, which must have them. */
export function gradients(model: torch.nn.Module): Parameters {
  return Object.fromEntries([...model.named_parameters()].map(([name, param]) => [name, param.grad!.clone()]));
}
