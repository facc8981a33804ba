// Resident memory over 5000 epochs of the GRU notebook's step in one synchronous loop: `npm run bench -- memory`. It goes up and
// down with the garbage collector's turns, so each figure is the median of the 100 epochs that end there.
import torch from 'microtorch';
import { steps } from './steps.js';

const megabytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);

/** The middle one of some numbers. */
const median = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1];

torch.manual_seed(0);
const step = steps.gru.make();
const seen: Record<number, number> = {};
let recent: number[] = [];
for (let epoch = 1; epoch <= 5000; epoch++) {
  step();
  recent.push(megabytes());
  if (epoch === 500 || epoch % 1000 === 0) seen[epoch] = median(recent.slice(-100));
  if (recent.length > 1000) recent = recent.slice(-100);
}
for (const [epoch, size] of Object.entries(seen)) console.log(`resident memory up to epoch ${epoch}: ${size} MB`);
const change = ((seen[5000] - seen[500]) / seen[500]) * 100;
console.log(`from epoch 500 to epoch 5000: ${change >= 0 ? '+' : ''}${change.toFixed(1)} %`);
