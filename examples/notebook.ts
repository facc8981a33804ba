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

/** A copy of a model's parameters. */
export function snapshot(model: torch.nn.Module): Parameters {
  return Object.fromEntries([...model.named_parameters()].map(([name, param]) => [name, param.detach().clone()]));
}
