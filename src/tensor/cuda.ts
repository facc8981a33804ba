// The namespace torch.cuda: what a program asks before it settles for the CPU, which is the only device there is.

/**
 * Whether there is a CUDA device: never.
 *
 * @example
 * console.log(torch.cuda.is_available() ? 'cuda' : 'cpu'); // cpu
 * @see PyTorch: `torch.cuda.is_available`
 */
export function is_available(): boolean {
  return false;
}

/** The number of CUDA devices: 0. */
export function device_count(): number {
  return 0;
}

/**
 * Seeds the CUDA device, of which there is none: does nothing, as PyTorch's without one.
 *
 * @param _seed accepted
 */
export function manual_seed(_seed: number | bigint): void {}

/**
 * Seeds all CUDA devices, of which there are none: does nothing.
 *
 * @param _seed accepted
 */
export function manual_seed_all(_seed: number | bigint): void {}

/** Gives unused memory of the CUDA devices back, of which there are none: does nothing. */
export function empty_cache(): void {}
