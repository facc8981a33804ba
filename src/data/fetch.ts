import { default_collate } from './collate.js';
import { Dataset } from './dataset.js';
import { itemOf, itemsOf, iteratorOf, type MapDataset, type Walkable } from './protocol.js';

/** What a DataLoader fetches, and how. */
export interface FetchPlan {
  readonly dataset: unknown;
  /** Whether the dataset can only be walked. */
  readonly iterable: boolean;
  /** Whether an index is a list of indices, for a batch, or one index, for an item. */
  readonly batched: boolean;
  readonly drop_last: boolean;
  readonly collate_fn: (items: never) => unknown;
}

/** What was fetched for one batch, or one item, and what makes a batch of it. */
export interface Fetched {
  readonly data: unknown;
  collate(data: unknown): unknown;
}

/** Fetches what belongs to an index; null at the end of a dataset that is walked. */
export type Fetcher = (index: unknown) => Fetched | null;

/** The fetcher for a dataset. */
export function createFetcher(plan: FetchPlan): Fetcher {
  return plan.iterable ? walkingFetcher(plan) : indexingFetcher(plan);
}

function indexingFetcher({ dataset, batched, collate_fn }: FetchPlan): Fetcher {
  const collate = collate_fn as (data: unknown) => unknown;
  if (!batched) return (index) => ({ data: itemOf(dataset as MapDataset<unknown>, index), collate });
  return (index) => {
    const indices = index as readonly number[];
    const shortcut: unknown =
      collate_fn === default_collate && dataset instanceof Dataset ? dataset.collated(indices) : null;
    if (shortcut !== null) return { data: shortcut, collate: (batch) => batch };
    return { data: itemsOf(dataset as MapDataset<unknown>, indices), collate };
  };
}

function walkingFetcher({ dataset, batched, drop_last, collate_fn }: FetchPlan): Fetcher {
  const collate = collate_fn as (data: unknown) => unknown;
  const items = iteratorOf(dataset as Walkable<unknown>);
  let ended = false;
  return (index) => {
    if (ended) return null;
    const data: unknown[] = [];
    const wanted = batched ? (index as readonly unknown[]).length : 1;
    while (data.length < wanted && !ended) {
      const next = items.next();
      if (next.done) ended = true;
      else data.push(next.value);
    }
    if (data.length === 0 || (drop_last && data.length < wanted)) return null;
    return { data: batched ? data : data[0], collate };
  };
}
