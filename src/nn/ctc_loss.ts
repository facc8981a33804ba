import { Constructor, type Trailing } from '../tensor/constructor.js';
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional/index.js';
import { Loss } from './loss.js';

const constructor = new Constructor("CTCLoss.__init__(int blank=0, str reduction='mean', bool zero_infinity=False)");

/**
 * −log p of a sequence of labels, over all the ways to spread it, with blanks, over the steps of an input: for recognizing
 * speech or handwriting, where nobody knows which step belongs to which label.
 *
 * @example
 * const logs = torch.full([3, 1, 2], 0.5).log(); // three steps, blank and one label
 * console.log(new torch.nn.CTCLoss()(logs, torch.tensor([[1n]]), [3], [1])); // tensor(0.2877)
 * @see PyTorch: `torch.nn.CTCLoss`; Graves et al., Connectionist temporal classification, 2006
 */
export class CTCLoss extends Loss {
  /** The class that is no label. */
  blank: number;
  /** Whether losses that are infinite become 0. */
  zero_infinity: boolean;

  /** @param args `blank` (default 0), `reduction` (default 'mean'), `zero_infinity` (default false) */
  constructor(
    ...args: Trailing<[blank: number, reduction: F.Reduction, zero_infinity: boolean], F.CtcLossFunctionOptions>
  ) {
    const { blank, reduction, zero_infinity } = constructor.bind(args);
    super(null, null, reduction);
    this.blank = blank;
    this.zero_infinity = zero_infinity;
  }

  /**
   * @param log_probs the logarithms of the probabilities of the classes, [T, N, C] or [T, C]
   * @param targets the labels, [N, S], or those of all sequences one behind the other
   * @param input_lengths how many steps each input has
   * @param target_lengths how many labels each sequence has
   * @returns the loss
   */
  forward(log_probs: Tensor, targets: Tensor, input_lengths: F.Lengths, target_lengths: F.Lengths): Tensor {
    const { blank, reduction, zero_infinity } = this;
    return F.ctc_loss(log_probs, targets, input_lengths, target_lengths, { blank, reduction, zero_infinity });
  }
}
