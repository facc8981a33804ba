/**
 * The sizes of a tensor's dimensions: an array of whole numbers that prints as `torch.Size([2, 3])`.
 *
 * @example
 * console.log(new torch.Size([2, 3])); // torch.Size([2, 3])
 * console.log(new torch.Size([2, 3]).numel()); // 6
 */
export class Size extends Array<number> {
  /** @param sizes the size of each dimension */
  constructor(sizes: Iterable<number> = []) {
    super();
    for (const size of sizes) this.push(size);
  }

  /** Derived arrays (`map`, `slice`, …) are plain. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** The number of elements of a tensor of this size: the product of the sizes. */
  numel(): number {
    return this.reduce((n, size) => n * size, 1);
  }

  /** `torch.Size([2, 3])`, as PyTorch prints it. */
  override toString(): string {
    return `torch.Size([${this.join(', ')}])`;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
