import { RuntimeError } from '../tensor/errors.js';
import { sixDigits, type FloatArray } from './checks.js';
import type { RandomEngine } from './engine.js';
import { fma } from '../ndarray/fma.js';
import { cosReduced, logOfUniform, octantOf, reduced, sinReduced } from './single.js';

/** The samples that PyTorch's kernel makes at a time, from as many uniform ones. */
const BLOCK = 16;
const HALF = BLOCK / 2;
const TWO_PI = 2 * Math.PI;
const TWO_PI_SINGLE = Math.fround(TWO_PI);

/**
 * A sample of N(0, 1): of the pair `r·cos θ`, `r·sin θ` with `r = √(-2·log(1 - u₂))`, `θ = 2π·u₁`, the first; the second is
 * kept in the engine, and is the next sample.
 *
 * Box and Muller, "A note on the generation of random normal deviates", 1958. PyTorch's `normal_distribution<double>`.
 */
export function standardNormal(rng: RandomEngine): number {
  const kept = rng.nextNormal;
  if (kept !== null) {
    rng.nextNormal = null;
    return kept;
  }
  const theta = TWO_PI * rng.uniform53();
  const radius = Math.sqrt(-2 * Math.log1p(-rng.uniform53()));
  rng.nextNormal = radius * Math.sin(theta);
  return radius * Math.cos(theta);
}

/** Turns 16 uniform samples into 16 normal ones: each of the first eight gives a radius, its partner of the others an angle. */
function boxMuller64(out: Float64Array, start: number, mean: number, std: number): void {
  for (let i = start; i < start + HALF; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - out[i]));
    const theta = TWO_PI * out[i + HALF];
    out[i] = fma(radius * Math.cos(theta), std, mean);
    out[i + HALF] = fma(radius * Math.sin(theta), std, mean);
  }
}

/** The same in single precision, step for step as PyTorch's vectorised kernel rounds. */
function boxMuller32(out: Float32Array, start: number, mean: number, std: number): void {
  for (let i = start; i < start + HALF; i++) {
    const radius = Math.fround(Math.sqrt(-2 * logOfUniform(1 - out[i])));
    const theta = Math.fround(TWO_PI_SINGLE * out[i + HALF]);
    const octant = octantOf(theta);
    const x = reduced(theta, octant);
    const sin = sinReduced(x);
    const cos = cosReduced(x);
    const quarterTurned = (octant & 2) !== 0;
    const cosTheta = (1 - (((octant + 2) >> 1) & 2)) * (quarterTurned ? sin : cos);
    const sinTheta = (1 - ((octant >> 1) & 2)) * (quarterTurned ? cos : sin);
    out[i] = Math.fround(radius * cosTheta) * std + mean;
    out[i + HALF] = Math.fround(radius * sinTheta) * std + mean;
  }
}

function normalBlocks32(rng: RandomEngine, out: Float32Array, start: number, end: number, mean: number, std: number) {
  for (let i = start; i < end; i++) out[i] = rng.uniform24();
  for (let i = start; i + BLOCK <= end; i += BLOCK) boxMuller32(out, i, mean, std);
}

function normalBlocks64(rng: RandomEngine, out: Float64Array, start: number, end: number, mean: number, std: number) {
  for (let i = start; i < end; i++) out[i] = rng.uniform53();
  for (let i = start; i + BLOCK <= end; i += BLOCK) boxMuller64(out, i, mean, std);
}

function checkStd(std: number): void {
  if (!(std >= 0)) throw new RuntimeError(`normal expects std >= 0.0, but found std ${sixDigits(std)}`);
}

/**
 * Fills with samples of N(mean, std²), one after the other in double precision, as PyTorch does for fewer than 16 elements
 * and for tensors that are not contiguous.
 *
 * @param rng where the bits come from: four draws for a pair of samples
 * @param out the array that is filled, from index `start` on, `length` samples
 * @throws RuntimeError for a negative `std`
 */
export function normalOneByOne(
  rng: RandomEngine,
  out: FloatArray,
  start: number,
  length: number,
  mean = 0,
  std = 1,
): void {
  checkStd(std);
  for (let i = start; i < start + length; i++) out[i] = fma(standardNormal(rng), std, mean);
}

/**
 * Fills with samples of the normal distribution N(mean, std²), as PyTorch fills contiguous memory.
 *
 * Sixteen and more are made in blocks of 16 from uniform samples in the array's own precision; if a block stays incomplete,
 * the last 16 are drawn anew. Fewer are made one by one. PyTorch's `Tensor.normal_`; `torch.randn` is N(0, 1).
 *
 * @param rng where the bits come from
 * @param out the array that is filled, from index `start` on, `length` samples
 * @throws RuntimeError for a negative `std`
 */
export function normal(rng: RandomEngine, out: FloatArray, start: number, length: number, mean = 0, std = 1): void {
  if (length < BLOCK) return normalOneByOne(rng, out, start, length, mean, std);
  checkStd(std);
  const end = start + length;
  const incomplete = length % BLOCK !== 0;
  if (out instanceof Float32Array) {
    const [m, s] = [Math.fround(mean), Math.fround(std)];
    normalBlocks32(rng, out, start, end, m, s);
    if (incomplete) normalBlocks32(rng, out, end - BLOCK, end, m, s);
  } else {
    normalBlocks64(rng, out, start, end, mean, std);
    if (incomplete) normalBlocks64(rng, out, end - BLOCK, end, mean, std);
  }
}
