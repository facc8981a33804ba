import { bytesPerElement, viewOn, type ElementArray, type ElementType } from './element.js';

// WebAssembly kernels reach one memory only, and nothing in JavaScript tells when a tensor is no longer used while a
// training loop runs: finalizers wait for the loop to end. So WebAssembly memory is a nursery. Everything is born in it;
// what the engine alone holds is given back at once; and when the nursery is full, all that is left moves out into
// buffers that the garbage collector looks after. A storage used by a kernel again later moves back in; what comes back
// for the second time (parameters, the optimizer's state, data) is long-lived and gets a place at the other end of the
// memory. That end is emptied too when it has filled up, since some of what lies there is dead by then; where it fills up
// soon again, it was too small, and doubles.

/** A block of the nursery's memory, or of a garbage-collected buffer: what the arena moves. */
export interface Block {
  readonly type: ElementType;
  readonly length: number;
  data: ElementArray;
  start: number;
  /** The address in WebAssembly memory; 0 when the block lies elsewhere. */
  address: number;
  readonly bytes: number;
  /** How often the block has moved in again. */
  returns: number;
}

const ALIGNMENT = 16;
/** Free blocks up to this size are kept in lists by exact size. */
const LISTED = 1 << 20;
const round = (bytes: number) => Math.max(ALIGNMENT, (bytes + ALIGNMENT - 1) & -ALIGNMENT);

const roomFor = (blocks: readonly Block[]) => blocks.reduce((sum, { bytes }) => sum + round(bytes), 0);

/** How many bytes of long-lived blocks there may be at first, and after how few turns of the nursery that is too few. */
const LONG_LIVED = 4 << 20;
const SOON = 256;

/** Whether a block that moves in will stay: it has been here, sent out and needed again before. */
const isLongLived = (block: Block) => block.returns > 0;

/** The memory that kernels work in, and who lies in it. */
export class Arena {
  private top: number;
  private limit: number;
  private end: number;
  private residents: Block[] = [];
  /** Where the long-lived blocks begin, which lie from here to the end. */
  private floor: number;
  private longLived: Block[] = [];
  private longLivedBytes = LONG_LIVED;
  /** How often the nursery was emptied since the long-lived blocks moved out. */
  private turns = 0;
  private crowded = 4096;
  private readonly free = new Map<number, number[]>();
  private readonly heaps: Record<ElementType, ElementArray>;

  /**
   * @param memory the kernels' memory, of fixed size
   * @param base the first address that is not the kernels' own
   * @param nursery how many bytes may fill up before everything moves out
   */
  constructor(
    readonly memory: WebAssembly.Memory,
    private readonly base: number,
    private readonly nursery: number,
  ) {
    this.end = memory.buffer.byteLength;
    this.floor = this.end;
    this.top = base;
    this.limit = Math.min(base + nursery, this.end);
    const heap = (type: ElementType) => viewOn(type, memory.buffer);
    this.heaps = {
      float32: heap('float32'),
      float64: heap('float64'),
      int64: heap('int64'),
      int32: heap('int32'),
      int16: heap('int16'),
      int8: heap('int8'),
      uint8: heap('uint8'),
      bool: heap('bool'),
    };
  }

  /** Takes memory for the kernels' own use, for good; returns its address. */
  reserve(bytes: number): number {
    this.evacuateLongLived();
    if (this.top + bytes > this.end) this.evacuate();
    this.end -= round(bytes);
    this.floor = this.end;
    this.limit = Math.min(this.limit, this.end);
    return this.end;
  }

  /** The largest block that may live here: so that a kernel's operands always fit together. */
  get largest(): number {
    return (this.end - this.base) >> 3;
  }

  /** Places a block at a fresh address; its contents are unspecified. Returns false for a block that is too large. */
  place(block: Block): boolean {
    if (block.bytes > this.largest) return false;
    const bytes = round(block.bytes);
    const reused = bytes <= LISTED ? this.free.get(bytes)?.pop() : undefined;
    this.settle(block, reused ?? this.bump(bytes));
    return true;
  }

  private put(block: Block, address: number): void {
    block.address = address;
    block.data = this.heaps[block.type];
    block.start = address / bytesPerElement(block.type);
  }

  private settle(block: Block, address: number): void {
    this.put(block, address);
    if (this.residents.length >= this.crowded) this.forgetReleased();
    this.residents.push(block);
  }

  private forgetReleased(): void {
    this.residents = this.residents.filter((block) => block.address !== 0);
    this.crowded = Math.max(4096, 2 * this.residents.length);
  }

  private bump(bytes: number): number {
    if (this.top + bytes > this.limit) {
      if (this.top > this.base) this.evacuate();
      this.openNursery(bytes);
    }
    const address = this.top;
    this.top += bytes;
    return address;
  }

  /** Lets the empty nursery grow to `bytes` bytes, where that is more than usual. */
  private openNursery(bytes: number): void {
    if (this.base + bytes > this.floor) this.evacuateLongLived();
    this.limit = Math.min(this.base + Math.max(this.nursery, bytes), this.floor);
  }

  /** Moves a block in, so that kernels can reach it. Returns false for a block that is too large. */
  private admit(block: Block): boolean {
    const { data, start, length } = block;
    if (isLongLived(block)) this.settleForLong(block);
    else if (!this.place(block)) return false;
    block.returns++;
    copyElements(block.data, block.start, data, start, length);
    return true;
  }

  private settleForLong(block: Block): void {
    this.floor -= round(block.bytes);
    this.limit = Math.min(this.limit, this.floor);
    this.put(block, this.floor);
    this.longLived.push(block);
  }

  /** Moves blocks in, all together: admitted one by one, each might send the others out. Returns false where they do not fit. */
  gather(blocks: readonly Block[]): boolean {
    if (!this.hasRoomFor(blocks)) {
      this.evacuate();
      if (!this.hasRoomFor(blocks)) this.evacuateLongLived();
      const room = roomFor(blocks);
      if (room > this.end - this.base) return false;
      this.openNursery(room);
    }
    return blocks.every((block) => block.address !== 0 || this.admit(block));
  }

  private hasRoomFor(blocks: readonly Block[]): boolean {
    let [nursery, longLived] = [0, 0];
    for (const block of blocks) {
      if (block.address !== 0) continue;
      if (isLongLived(block)) longLived += round(block.bytes);
      else nursery += round(block.bytes);
    }
    const lowest = Math.max(this.limit, this.end - this.longLivedBytes);
    return this.top + nursery <= this.limit && (longLived === 0 || this.floor - longLived >= lowest);
  }

  /** Gives back a block that nothing uses any more. */
  release(block: Block): void {
    const bytes = round(block.bytes);
    if (block.address === 0 || bytes > LISTED || block.address >= this.floor) return;
    const list = this.free.get(bytes);
    if (list === undefined) this.free.set(bytes, [block.address]);
    else list.push(block.address);
    block.address = 0;
    block.data = NOTHING;
  }

  /** The same for the long-lived blocks. */
  private evacuateLongLived(): void {
    const { longLived } = this;
    this.longLived = [];
    for (const block of longLived) if (block.address !== 0) moveOut(block);
    this.floor = this.end;
    const half = (this.end - this.base) >> 1;
    if (longLived.length > 0 && this.turns < SOON) this.longLivedBytes = Math.min(2 * this.longLivedBytes, half);
    this.turns = 0;
  }

  /** Moves every block of the nursery that is still in use out into garbage-collected buffers, and starts afresh. */
  evacuate(): void {
    const { residents } = this;
    this.residents = [];
    for (const block of residents) if (block.address !== 0) moveOut(block);
    this.free.clear();
    this.top = this.base;
    this.turns++;
  }
}

const NOTHING = new Uint8Array(0);

/** Small blocks share a buffer: a buffer of their own would cost more than the copy. */
const SHARED: readonly { upTo: number; slab: number }[] = [
  { upTo: 1 << 10, slab: 1 << 14 },
  { upTo: 1 << 13, slab: 1 << 16 },
  { upTo: 1 << 16, slab: 1 << 18 },
];

/** A buffer that blocks share, with a view for every type that lies in it. */
class Slab {
  private readonly views = new Map<ElementType, ElementArray>();
  used = 0;

  constructor(readonly buffer: ArrayBuffer) {}

  view(type: ElementType): ElementArray {
    let view = this.views.get(type);
    if (view === undefined) this.views.set(type, (view = viewOn(type, this.buffer)));
    return view;
  }
}

const slabs = SHARED.map(() => new Slab(new ArrayBuffer(0)));

/** A buffer that need not be zeroed, where the platform has one. */
function rawBuffer(bytes: number): ArrayBuffer {
  const raw = (globalThis as { Buffer?: { allocUnsafeSlow(n: number): { buffer: ArrayBuffer } } }).Buffer;
  return raw === undefined ? new ArrayBuffer(bytes) : raw.allocUnsafeSlow(bytes).buffer;
}

/** Room for `bytes` bytes in a shared buffer, or in one of its own: the array for `type`, and the index of the first element. */
function room(type: ElementType, bytes: number, alone: boolean): [ElementArray, number] {
  const k = alone ? -1 : SHARED.findIndex(({ upTo }) => bytes <= upTo);
  if (k < 0) return [viewOn(type, rawBuffer(bytes)), 0];
  const size = bytesPerElement(type);
  let slab = slabs[k];
  let at = (slab.used + size - 1) & -size;
  if (at + bytes > slab.buffer.byteLength) {
    slab = slabs[k] = new Slab(rawBuffer(SHARED[k].slab));
    at = 0;
  }
  slab.used = at + bytes;
  return [slab.view(type), at / size];
}

/** Copies `n` elements; short runs one by one, since a `subarray` costs as much as 16 elements. */
function copyElements(to: ElementArray, first: number, from: ElementArray, start: number, n: number): void {
  if (n <= 16) for (let i = 0; i < n; i++) to[first + i] = from[start + i] as never;
  else (to as Float32Array).set((from as Float32Array).subarray(start, start + n), first);
}

/** Moves a block into garbage-collected memory; `alone` gives it a buffer that it shares with no other. */
export function moveOut(block: Block, alone = false): void {
  const [to, first] = room(block.type, block.bytes, alone);
  copyElements(to, first, block.data, block.start, block.length);
  block.data = to;
  block.start = first;
  block.address = 0;
}

/** The kernels' memory: as much as the platform grants, of which only what is touched takes room. */
export function reserveMemory(): WebAssembly.Memory | null {
  for (let pages = 8192; pages >= 512; pages /= 2) {
    try {
      return new WebAssembly.Memory({ initial: pages, maximum: pages });
    } catch {
      // less, then
    }
  }
  return null;
}
