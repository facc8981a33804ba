import * as torch from '../../src/index.js';
const { DataLoader, TensorDataset, IterableDataset } = torch.utils.data;
const X = torch.zeros(3, 2);
class It extends IterableDataset<torch.Tensor> { override *[Symbol.iterator]() { yield X; } }
const [tr, te] = torch.utils.data.random_split(new TensorDataset(X, X), [2, 1]); for (const [a, b] of new DataLoader(tr, 2)) { void a.add(b); } void te;
const lo = new DataLoader({ dataset: new TensorDataset(X, X), batch_size: 2 }); for (const [a] of lo) void a.add(1);
function train(loader: torch.utils.data.DataLoader) { for (const [x, y] of loader) void x.add(y); }
train(new DataLoader(new TensorDataset(X, X), 2)); train(lo); train(new DataLoader(tr)); train(new DataLoader([[X, X], [X, X]], 2));
for (const b of new DataLoader(new It(), 2)) { const s: torch.Tensor = b; void s; }
for (const b of new DataLoader([1, 2, 3], 2, { collate_fn: (items) => items.join('-') })) { const s: string = b; void s; }
