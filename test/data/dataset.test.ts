import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { ChainDataset, ConcatDataset, Dataset, IterableDataset, StackDataset, Subset, TensorDataset, random_split } =
  torch.utils.data;

class Squares extends Dataset<number> {
  constructor(readonly count: number) {
    super();
  }
  override __getitem__(index: number): number {
    return index * index;
  }
  override __len__(): number {
    return this.count;
  }
}
class Letters extends IterableDataset<string> {
  constructor(readonly text: string) {
    super();
  }
  override *[Symbol.iterator](): Iterator<string> {
    yield* this.text;
  }
}
const lists = (parts: torch.utils.data.Subset<unknown>[]) => parts.map(({ indices }) => indices);

describe('a dataset', () => {
  it('is read by index, has a length, and can be walked', () => {
    const squares = new Squares(4);
    expect([squares[3], squares.length, [...squares]]).to.deep.equal([9, 4, [0, 1, 4, 9]]);
    expect(squares).not.to.have.property('name');
    expect(Object.keys(squares)).to.deep.equal(['count']);
  });

  it('may have a field named length', () => {
    class Sized extends Dataset {
      constructor() {
        super();
        Object.assign(this, { length: 7 });
      }
    }
    expect(new Sized().length).to.equal(7);
  });

  it('says what a subclass has to have', () => {
    const empty = new Dataset();
    expect(() => empty[0]).to.throw('Subclasses of Dataset should implement __getitem__.');
    expect(() => empty.length).to.throw(TypeError, "object of type 'Dataset' has no len()");
    expect(() => [...new IterableDataset()]).to.throw('Subclasses of IterableDataset should implement __iter__.');
  });

  it('can be added to another', () => {
    expect([...new Squares(2).__add__(['a'])]).to.deep.equal([0, 1, 'a']);
    expect([...new Letters('ab').__add__(new Letters('c'))].join('')).to.equal('abc');
  });
});

describe('TensorDataset', () => {
  const X = torch.tensor([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  const y = torch.arange(3);

  it('gives the rows of its tensors', () => {
    const dataset = new TensorDataset(X, y);
    expect(dataset.length).to.equal(3);
    expect(dataset[1].map((row) => row.tolist())).to.deep.equal([[3, 4], 1]);
    expect(dataset[-1].map((row) => row.tolist())).to.deep.equal([[5, 6], 2]);
    const part = (dataset as unknown as Record<string, torch.Tensor[]>)['1:'];
    expect(part.map((rows) => rows.tolist())).to.deep.equal([
      [
        [3, 4],
        [5, 6],
      ],
      [1, 2],
    ]);
    expect(dataset[0][0].storage).to.equal(X.storage);
  });

  it('refuses tensors of different lengths and indices out of range', () => {
    expect(() => new TensorDataset(X, torch.ones(2))).to.throw('Size mismatch between tensors');
    expect(() => new TensorDataset(torch.tensor(1))).to.throw('Dimension specified as 0 but tensor has no dimensions');
    expect(() => new TensorDataset(X)[3]).to.throw('index 3 is out of bounds for dimension 0 with size 3');
  });
});

describe('datasets of datasets', () => {
  it('stand one behind the other', () => {
    const all = new ConcatDataset<number | string>([new Squares(3), ['a', 'b']]);
    expect(all.cumulative_sizes).to.deep.equal([3, 5]);
    expect([all[2], all[3], all[-1], all[-5], all.length]).to.deep.equal([4, 'a', 'b', 0, 5]);
    expect(() => all[-6]).to.throw('absolute value of index should not exceed dataset length');
    expect(() => all[5]).to.throw('list index out of range');
    expect(() => new ConcatDataset([])).to.throw('datasets should not be an empty iterable');
    expect(() => new ConcatDataset<unknown>([new Letters('a')])).to.throw(
      'ConcatDataset does not support IterableDataset',
    );
  });

  it('stand side by side', () => {
    expect(new StackDataset([1, 2], ['a', 'b'])[1]).to.deep.equal([2, 'b']);
    const named = new StackDataset({ x: new Squares(2), name: ['a', 'b'] });
    expect([named[1], named.length]).to.deep.equal([{ x: 1, name: 'b' }, 2]);
    expect(named.__getitems__([1, 0])).to.deep.equal([
      { x: 1, name: 'b' },
      { x: 0, name: 'a' },
    ]);
    expect(() => new StackDataset([1], [1, 2])).to.throw('Size mismatch between datasets');
    expect(() => new StackDataset()).to.throw('At least one dataset should be passed');
  });

  it('are walked one after the other', () => {
    expect([...new ChainDataset([new Letters('ab'), new Letters('c')])]).to.deep.equal(['a', 'b', 'c']);
    expect(() => [...new ChainDataset([[1]])]).to.throw('ChainDataset only supports IterableDataset');
    expect(() => new ChainDataset([new Letters('a')]).length).to.throw("object of type 'Letters' has no len()");
  });

  it('are parts of others', () => {
    const part = new Subset(['a', 'b', 'c'], [2, 0]);
    expect([part[0], part[-1], part.length, part.__getitems__([1, 0])]).to.deep.equal(['c', 'a', 2, ['a', 'c']]);
    expect(() => part[2]).to.throw('list index out of range');
    expect(() => new Subset(['a'], [5])[0]).to.throw('list index out of range');
    class Shouting extends Subset<string> {
      override __getitem__(index: number): string {
        return super.__getitem__(index).toUpperCase();
      }
    }
    expect(() => new Shouting(['a'], [0])).to.throw('Shouting overrides __getitem__ but not __getitems__.');
  });
});

describe('random_split', () => {
  const ten = Array.from({ length: 10 }, (_, i) => i);

  it('draws the parts that PyTorch draws', () => {
    torch.manual_seed(0);
    expect(lists(random_split(ten, [7, 3]))).to.deep.equal([
      [4, 1, 7, 5, 3, 9, 0],
      [8, 6, 2],
    ]);
    const generator = new torch.Generator().manual_seed(42);
    expect(lists(random_split(ten, [3, 7], { generator }))).to.deep.equal([
      [2, 6, 1],
      [8, 4, 5, 0, 9, 3, 7],
    ]);
  });

  it('gives what is left over of fractions to the parts in turn', () => {
    expect(lists(random_split(ten, [0.33, 0.33, 0.34])).map((part) => part.length)).to.deep.equal([4, 3, 3]);
    expect(lists(random_split(ten, { lengths: [1] })).map((part) => part.length)).to.deep.equal([10]);
  });

  it('refuses lengths that do not add up', () => {
    expect(() => random_split(ten, [3, 3])).to.throw(
      'Sum of input lengths does not equal the length of the input dataset!',
    );
    expect(() => random_split(ten, [1.5, -0.5])).to.throw('Fraction at index 0 is not between 0 and 1');
    expect(() => random_split(ten, [1.5, 8.5])).to.throw(TypeError, 'lengths must be whole numbers');
  });
});
