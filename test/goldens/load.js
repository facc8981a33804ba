import { readFileSync } from 'node:fs';
const ARRAYS = { float32: Float32Array, float64: Float64Array };
const isEncoded = (x) => 'dtype' in x && 'shape' in x && 'data' in x;
function decode(_key, x) {
    if (x === null || typeof x !== 'object' || !isEncoded(x))
        return x;
    const bytes = Uint8Array.from(Buffer.from(x.data, 'base64')); // a copy of its own, so that it is aligned
    return { dtype: x.dtype, shape: x.shape, values: new ARRAYS[x.dtype](bytes.buffer) };
}
/**
 * What PyTorch printed and held when it ran a notebook, tensors decoded; README.md says what is in which file.
 *
 * @example
 * const { data, printed_loss } = loadGolden('gru_0');
 */
export function loadGolden(name) {
    const text = readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8');
    return JSON.parse(text, decode);
}
//# sourceMappingURL=load.js.map