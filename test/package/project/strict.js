// The same in strict TypeScript: a module of one's own, whose call has forward's type, and the types by PyTorch's names.
import * as torch from 'microtorch';
import { nn } from 'microtorch';
class Line extends nn.Module {
    linear;
    constructor() {
        super();
        this.linear = new nn.Linear(1, 1);
    }
    forward(x, scale = 1) {
        return [this.linear(x).mul(scale), scale];
    }
}
torch.manual_seed(0);
const x = torch.linspace(-1, 1, 20).reshape(-1, 1);
const y = x.mul(3).add(2);
const model = new Line();
const optimizer = new torch.optim.SGD(model.parameters(), { lr: 0.3 });
for (let step = 0; step < 60; step++) {
    optimizer.zero_grad();
    const [output, scale] = model(x);
    const l = nn.functional.mse_loss(output, y.mul(scale));
    l.backward();
    optimizer.step();
}
const weight = model.linear.weight.item();
console.log(weight.toFixed(2), model.linear.bias?.item().toFixed(2));
//# sourceMappingURL=strict.js.map