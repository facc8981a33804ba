// Everything that `torch` itself offers of random numbers.
export {
  default_generator,
  Generator,
  get_rng_state,
  initial_seed,
  manual_seed,
  seed,
  set_rng_state,
} from './generator.js';
import './inplace.js';
export type { CauchyOptions, DrawOptions, NormalOptions, UniformOptions } from './inplace.js';
export * from './sampling.js';
export * from './stochastic.js';
