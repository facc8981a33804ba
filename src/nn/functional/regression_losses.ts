import { kernels } from '../../ndarray/kernels.js';
import { abs } from '../../ops/rounding.js';
import { mul, neg, pow, sub, div } from '../../ops/arithmetic.js';
import { define } from '../../ops/define.js';
import { binary, broadcastSizes } from '../../ops/elementwise.js';
import { sum } from '../../ops/reduction.js';
