/** Where a tensor lives. microtorch has one device, `cpu`; the class is there so that notebooks run unchanged. */
export class Device {
  /** @internal */
  constructor(
    /** `'cpu'`. */
    readonly type: string,
    /** The number after the colon in `'cpu:0'`, or null. */
    readonly index: number | null,
  ) {}

  /** `cpu`, as PyTorch's f-string gives it. */
  [Symbol.toPrimitive](): string {
    return this.index === null ? this.type : `${this.type}:${this.index}`;
  }

  /** `device(type='cpu')`, as PyTorch's repr gives it. */
  toString(): string {
    return this.index === null ? `device(type='${this.type}')` : `device(type='${this.type}', index=${this.index})`;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

const KNOWN = ['cpu', 'cuda', 'mps', 'xpu', 'meta'];

/**
 * A device by its name.
 *
 * @param type `'cpu'`, `'cuda'`, `'cuda:1'`, …, or a device
 * @throws RuntimeError for a name that PyTorch does not know
 * @example
 * console.log(torch.device(torch.cuda.is_available() ? 'cuda' : 'cpu')); // device(type='cpu')
 */
export function device(type: string | Device, index: number | null = null): Device {
  if (type instanceof Device) return type;
  const [name, number] = String(type).split(':');
  if (!KNOWN.includes(name) || (number !== undefined && !/^\d+$/.test(number)))
    throw new Error(`Expected one of cpu, cuda, mps, xpu, meta device type at start of device string: ${type}`);
  return new Device(name, number === undefined ? index : Number(number));
}

/** @internal The one device there is. */
export const cpu = new Device('cpu', null);

/** @internal Refuses every device but the CPU, as PyTorch does where no other is present. */
export function requireCpu(wanted: string | Device | null | undefined): void {
  if (wanted === null || wanted === undefined) return;
  const { type } = device(wanted);
  if (type === 'cuda') throw new Error('Torch not compiled with CUDA enabled');
  if (type !== 'cpu') throw new Error(`PyTorch is not linked with support for ${type} devices`);
}
