import { expect } from 'chai';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import notebook from '../../examples/numpy_rnn.js';
import { loadGolden } from '../goldens/load.js';

describe('the notebook on NumPy alone', () => {
  for (const name of ['numpy_rnn_0', 'numpy_rnn_1'] as const)
    it(`begins with NumPy's weights, prints its losses, and writes its figures: ${name}`, function () {
      this.timeout(180_000);
      const golden = loadGolden(name);
      const folder = mkdtempSync(join(tmpdir(), 'microtorch-numpy-'));
      const lines: string[] = [];
      const { init, loss: test_loss } = notebook({
        seed: golden.seed,
        epochs: 1,
        PLOTS_DIR: folder,
        print: (line) => lines.push(line),
      });
      const close = (mine: ArrayLike<number>, theirs: ArrayLike<number>) =>
        Array.from(theirs).forEach((value, i) => expect(mine[i]).to.equal(value));
      close((init.Wx.tolist() as number[][]).flat(), golden.init.Wx.values);
      close((init.Wy.tolist() as number[][]).flat(), golden.init.Wy.values);
      close((init.Wh.tolist() as number[][])[0], golden.Wh_row0);
      const loss = (line: string) => Number(line.split('Loss: ')[1]);
      expect(loss(lines[2]) / loss(golden.printed[0])).to.be.closeTo(1, 5e-4);
      if (golden.loss.length === 1) expect(test_loss / golden.test_loss).to.be.closeTo(1, 0.01);
      expect(readdirSync(folder).sort()).to.deep.equal(['0101.png', '0102.png']);
      rmSync(folder, { recursive: true });
    });
});
