// Introspective sorting and selecting (Musser, 1997), as C++'s standard library of GCC does it, which PyTorch calls: which
// of several equal elements comes first is decided by the algorithm, so it is followed step by step. What is arranged is
// a list of numbers, usually indices, under an order `less`.

/** Whether the first comes before the second. */
export type Less = (a: number, b: number) => boolean;

const FEW = 16; // fewer elements than this are left to insertion
const depthLimit = (n: number) => 2 * Math.floor(Math.log2(n));

function swap(a: number[], i: number, j: number): void {
  [a[i], a[j]] = [a[j], a[i]];
}

/** Sorts a[first … last) by insertion; equal elements keep their order. */
function insertionSort(a: number[], first: number, last: number, less: Less): void {
  for (let i = first + 1; i < last; i++) {
    const value = a[i];
    let j = i;
    if (less(value, a[first])) for (; j > first; j--) a[j] = a[j - 1];
    else for (; less(value, a[j - 1]); j--) a[j] = a[j - 1];
    a[j] = value;
  }
}

/** Splits a[first … last) around the median of its second, middle and last element; returns where the upper part begins. */
function partition(a: number[], first: number, last: number, less: Less): number {
  const [low, middle, high] = [first + 1, first + ((last - first) >> 1), last - 1];
  const median = less(a[low], a[middle])
    ? less(a[middle], a[high])
      ? middle
      : less(a[low], a[high])
        ? high
        : low
    : less(a[low], a[high])
      ? low
      : less(a[middle], a[high])
        ? high
        : middle;
  swap(a, first, median);
  const pivot = a[first];
  let [i, j] = [first + 1, last];
  for (;;) {
    while (less(a[i], pivot)) i++;
    do j--;
    while (less(pivot, a[j]));
    if (i >= j) return i;
    swap(a, i++, j);
  }
}

/** Puts `value` into the heap a[first … first + n) whose place `hole` is free: down to a leaf, then up to where it belongs. */
function sift(a: number[], first: number, hole: number, n: number, value: number, less: Less): void {
  const top = hole;
  let child = 2 * hole + 2;
  for (; child < n; child = 2 * hole + 2) {
    if (less(a[first + child], a[first + child - 1])) child--;
    a[first + hole] = a[first + child];
    hole = child;
  }
  if (child === n) {
    a[first + hole] = a[first + child - 1];
    hole = child - 1;
  }
  for (let parent = (hole - 1) >> 1; hole > top && less(a[first + parent], value); parent = (hole - 1) >> 1) {
    a[first + hole] = a[first + parent];
    hole = parent;
  }
  a[first + hole] = value;
}

/** Takes the largest of the heap a[first … last) out to a[to], and what was there into the heap. */
function popHeap(a: number[], first: number, last: number, to: number, less: Less): void {
  const value = a[to];
  a[to] = a[first];
  sift(a, first, 0, last - first, value, less);
}

/** Makes a[first … middle) a heap of the smallest elements of a[first … last). */
function heapSelect(a: number[], first: number, middle: number, last: number, less: Less): void {
  for (let parent = ((middle - first) >> 1) - 1; parent >= 0; parent--)
    sift(a, first, parent, middle - first, a[first + parent], less);
  for (let i = middle; i < last; i++) if (less(a[i], a[first])) popHeap(a, first, middle, i, less);
}

/** Brings the smallest elements of a[first … last), sorted, to a[first … middle). */
export function partialSort(a: number[], first: number, middle: number, last: number, less: Less): void {
  heapSelect(a, first, middle, last, less);
  for (let end = middle - 1; end > first; end--) popHeap(a, first, end, end, less);
}

/** Brings to a[nth] the element that sorting a[first … last) would, smaller ones before it. */
export function nthElement(a: number[], first: number, nth: number, last: number, less: Less): void {
  for (let depth = depthLimit(last - first); last - first > 3; depth--) {
    if (depth === 0) {
      heapSelect(a, first, nth + 1, last, less);
      return swap(a, first, nth);
    }
    const cut = partition(a, first, last, less);
    if (cut <= nth) first = cut;
    else last = cut;
  }
  insertionSort(a, first, last, less);
}

/** Sorts a[first … last). */
export function introSort(a: number[], first: number, last: number, less: Less): void {
  const roughly = (from: number, to: number, depth: number): void => {
    for (; to - from > FEW; depth--) {
      if (depth === 0) return partialSort(a, from, to, to, less);
      const cut = partition(a, from, to, less);
      roughly(cut, to, depth - 1);
      to = cut;
    }
  };
  roughly(first, last, depthLimit(last - first));
  insertionSort(a, first, last, less);
}
