import { makeArray, type ElementArray, type ElementType } from './element.js';

/**
 * Where the elements of one or more tensors lie, and the only place that knows it. Element `i` is `data[start + i]`.
 *
 * `data` may be a large array that many storages share, and may change when memory is reorganised by an allocation, so
 * a kernel reads `data` and `start` after everything it needs is allocated, and keeps neither.
 */
export class Storage {
  /** How many gradients on their way through a backward pass use this storage; 0 when the engine does not own it. */
  engineUses = 0;

  private constructor(
    readonly type: ElementType,
    readonly length: number,
    /** The array that holds the elements. */
    public data: ElementArray,
    /** The index of element 0 in `data`. */
    public start: number,
  ) {}

  /** A storage with unspecified contents, as `torch.empty` gives. Throws when memory of this size cannot be had. */
  static allocate(type: ElementType, length: number): Storage {
    const reused = released.get(type)?.get(length)?.pop();
    const storage = new Storage(type, length, reused ?? freshArray(type, length), 0);
    if (tracked !== null) tracked.push(storage);
    return storage;
  }

  /** A storage that shares `data` with whoever else holds it. */
  static share(type: ElementType, data: ElementArray): Storage {
    return new Storage(type, data.length, data, 0);
  }

  /** Puts the elements into an array that stays theirs for good, and returns it: what `Tensor.numpy()` hands out. */
  pin(): ElementArray {
    return this.data;
  }

  /**
   * Gives the memory back at once. Only for a storage that nothing else can reach: temporaries and gradients that the
   * engine alone holds. All others are left to garbage collection.
   */
  release(): void {
    if (this.length > LARGEST_REUSED) return;
    let bySize = released.get(this.type);
    if (bySize === undefined) released.set(this.type, (bySize = new Map()));
    const arrays = bySize.get(this.length);
    if (arrays === undefined) bySize.set(this.length, [this.data]);
    else if (arrays.length < MOST_REUSED) arrays.push(this.data);
  }
}

const LARGEST_REUSED = 1 << 16;
const MOST_REUSED = 64;
const released = new Map<ElementType, Map<number, ElementArray[]>>();
let tracked: Storage[] | null = null;

function freshArray(type: ElementType, length: number): ElementArray {
  try {
    return makeArray(type, length);
  } catch {
    throw new RangeError(`out of memory: could not allocate ${length} elements of ${type}`);
  }
}

/** Runs `action` and returns its result and every storage that was allocated meanwhile. */
export function trackAllocations<T>(action: () => T): [result: T, allocated: Storage[]] {
  const outer = tracked;
  const allocated: Storage[] = [];
  tracked = allocated;
  try {
    return [action(), allocated];
  } finally {
    tracked = outer;
  }
}
