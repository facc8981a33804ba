// The namespace torch.random.
export {
  default_generator,
  fork_rng,
  get_rng_state,
  initial_seed,
  manual_seed,
  seed,
  set_rng_state,
} from './generator.js';
export type { ForkOptions, RngGuard } from './generator.js';
