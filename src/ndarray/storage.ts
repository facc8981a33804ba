import { moveOut, type Block } from './arena.js';
import { bytesPerElement, makeArray, type ElementArray, type ElementType } from './element.js';
import { arena } from './nursery.js';

/**
 * Where the elements of one or more tensors lie, and the only place that knows it. Element `i` is `data[start + i]`.
 *
 * `data` may be the whole of WebAssembly's memory, and changes when storages move, which any allocation may cause. So a
 * kernel reads `data` and `start` after everything it needs is allocated, and keeps neither.
 */
export class Storage implements Block {
  /** The array that holds the elements. */
  data: ElementArray;
  /** The index of element 0 in `data`. */
  start = 0;
  /** The address in WebAssembly memory, or 0. */
  address = 0;
  readonly bytes: number;
  /** How often the elements have moved into WebAssembly memory again. */
  returns = 0;
  /** Whether others share the array for good, so that it must stay where it is. */
  pinned = false;
  /** How many gradients on their way through a backward pass use this storage; 0 when the engine does not own it. */
  engineUses = 0;

  private constructor(
    readonly type: ElementType,
    readonly length: number,
    data: ElementArray,
  ) {
    this.data = data;
    this.bytes = length * bytesPerElement(type);
  }

  /** A storage with unspecified contents, as `torch.empty` gives. Throws when memory of this size cannot be had. */
  static allocate(type: ElementType, length: number): Storage {
    const storage = new Storage(type, length, NOTHING);
    if (arena === null || !arena.place(storage)) storage.data = freshArray(type, length);
    if (tracked !== null) tracked.push(storage);
    return storage;
  }

  /** A storage of an array that nobody else holds. */
  static adopt(type: ElementType, data: ElementArray): Storage {
    return new Storage(type, data.length, data);
  }

  /** A storage that shares an array with whoever else holds it: what is written through one is seen by the other. */
  static share(type: ElementType, data: ElementArray): Storage {
    const storage = new Storage(type, data.length, data);
    storage.pinned = true;
    return storage;
  }

  /** Puts the elements into an array of their own for good, and returns it: what `Tensor.numpy()` hands out. */
  pin(): ElementArray {
    if (!this.pinned) {
      if (this.address !== 0 || this.start !== 0 || this.data.length !== this.length) moveOut(this, true);
      this.pinned = true;
    }
    return this.data;
  }

  /**
   * Gives the memory back at once. Only for a storage that nothing else can reach: temporaries and gradients that the
   * engine alone holds. All others are left to garbage collection.
   */
  release(): void {
    if (this.address !== 0) arena?.release(this);
  }
}

const NOTHING = new Uint8Array(0);
let tracked: Storage[] | null = null;

function freshArray(type: ElementType, length: number): ElementArray {
  try {
    return makeArray(type, length);
  } catch {
    const bytes = length * bytesPerElement(type);
    throw new RangeError(
      `DefaultCPUAllocator: not enough memory: you tried to allocate ${bytes} bytes (${length} elements of ${type}).`,
    );
  }
}

/** Runs `action`; appends every storage that is allocated meanwhile to `list`. */
export function trackAllocations<T>(list: Storage[], action: () => T): T {
  const outer = tracked;
  tracked = list;
  try {
    return action();
  } finally {
    tracked = outer;
  }
}
