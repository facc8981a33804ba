// What the ported notebooks share: how they are run, and what they hand over for comparison.
import torch, { nn } from 'microtorch';
/** A copy of a model's parameters. */
export function snapshot(model) {
    return Object.fromEntries([...model.named_parameters()].map(([name, param]) => [name, param.detach().clone()]));
}
//# sourceMappingURL=notebook.js.map