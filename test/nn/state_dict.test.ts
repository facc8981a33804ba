import { expect } from 'chai';
import * as torch from '../../src/index.js';

const { nn } = torch;
const linear = () => new nn.Linear(2, 1);

class Net extends nn.Module {
  layer = linear();
  constructor() {
    super();
    this.register_buffer('steps', torch.tensor(0n));
    this.register_buffer('scratch', torch.zeros(2), { persistent: false });
  }
  forward(x: torch.Tensor): torch.Tensor {
    return this.layer(x);
  }
}

describe('state_dict', () => {
  it('holds parameters and persistent buffers in order, detached and sharing memory', () => {
    const net = new Net();
    const state = net.state_dict();
    expect(Object.keys(state)).to.deep.equal(['steps', 'layer.weight', 'layer.bias']);
    expect(state['layer.weight'].requires_grad).to.equal(false);
    state['layer.weight'].fill_(5);
    expect(net.layer.weight.tolist()).to.deep.equal([[5, 5]]);
  });

  it('takes a prefix, a destination, and gives the parameters themselves with keep_vars', () => {
    const net = linear();
    const destination = { first: torch.ones(1) };
    expect(net.state_dict({ destination, prefix: 'p.', keep_vars: true })).to.equal(destination);
    expect(Object.keys(destination)).to.deep.equal(['first', 'p.weight', 'p.bias']);
    expect((destination as Record<string, torch.Tensor>)['p.weight']).to.equal(net.weight);
  });

  it('calls hooks before and after', () => {
    const net = linear();
    const seen: unknown[] = [];
    net.register_state_dict_pre_hook((_module, prefix, keep) => seen.push(prefix, keep));
    const handle = net.register_state_dict_post_hook((_module, state, prefix) => {
      delete state[`${prefix}bias`];
    });
    expect(Object.keys(net.state_dict({ prefix: 'a.' }))).to.deep.equal(['a.weight']);
    handle.remove();
    expect(Object.keys(net.state_dict())).to.deep.equal(['weight', 'bias']);
    expect(seen).to.deep.equal(['a.', false, '', false]);
  });
});

describe('load_state_dict', () => {
  it('copies into the parameters, and converts', () => {
    const [a, b] = [linear().double(), linear()];
    const { weight } = b;
    const result = b.load_state_dict(a.state_dict());
    expect(String(result)).to.equal('<All keys matched successfully>');
    expect([result.missing_keys, result.unexpected_keys]).to.deep.equal([[], []]);
    expect(b.weight).to.equal(weight);
    expect(torch.equal(b.weight, a.weight.float())).to.equal(true);
  });

  it('lists everything that does not fit, and changes nothing', () => {
    const net = new Net();
    const before = net.layer.weight.tolist();
    const state = {
      'layer.weight': torch.ones(1, 3),
      'layer.bias': 3 as never,
      other: torch.ones(1),
      'x.y': torch.ones(1),
    };
    expect(() => net.load_state_dict(state)).to.throw(
      'Error(s) in loading state_dict for Net:\n' +
        '\tMissing key(s) in state_dict: "steps". \n' +
        '\tUnexpected key(s) in state_dict: "other", "x.y". \n' +
        '\tsize mismatch for layer.weight: copying a param with shape torch.Size([1, 3]) from checkpoint, ' +
        'the shape in current model is torch.Size([1, 2]).\n' +
        '\tWhile copying the parameter named "layer.bias", expected torch.Tensor or Tensor-like object from checkpoint ' +
        "but received <class 'int'>",
    );
    expect(() => net.load_state_dict({ steps: torch.tensor(3n), wrong: torch.ones(1) })).to.throw('Missing key(s)');
    expect(net.layer.weight.tolist()).to.deep.equal(before);
    expect(net.state_dict().steps.item()).to.equal(0);
  });

  it('without strict returns what is missing and unexpected', () => {
    const net = linear();
    const result = net.load_state_dict({ bias: torch.ones(1), more: torch.ones(1) }, { strict: false });
    expect(String(result)).to.equal("_IncompatibleKeys(missing_keys=['weight'], unexpected_keys=['more'])");
    const [missing, unexpected] = result;
    expect([missing, unexpected]).to.deep.equal([['weight'], ['more']]);
    expect(net.bias?.tolist()).to.deep.equal([1]);
  });

  it('with assign takes the tensors themselves', () => {
    const net = linear();
    const weight = torch.ones(1, 2, { dtype: torch.float64 });
    net.load_state_dict({ weight, bias: torch.zeros(1) }, true, true);
    weight.fill_(7);
    expect([net.weight.tolist(), net.weight.requires_grad, net.weight.dtype]).to.deep.equal([
      [[7, 7]],
      true,
      torch.float64,
    ]);
  });

  it('refuses what is no dictionary', () => {
    expect(() => linear().load_state_dict([1] as never)).to.throw(
      TypeError,
      "Expected state_dict to be dict-like, got <class 'list'>.",
    );
  });

  it('calls hooks, which may change the state and the lists of keys', () => {
    const net = linear();
    net.register_load_state_dict_pre_hook((_module, state, prefix) => {
      state[`${prefix}bias`] = torch.zeros(1);
    });
    net.register_load_state_dict_post_hook((_module, keys) => {
      keys.unexpected_keys.length = 0;
    });
    const given = { weight: torch.ones(1, 2), extra: torch.ones(1) };
    expect(String(net.load_state_dict(given))).to.equal('<All keys matched successfully>');
    expect(Object.keys(given)).to.deep.equal(['weight', 'extra']);
  });

  it('accepts old state dicts of batch normalization, which did not count batches', () => {
    const norm = new nn.BatchNorm1d(1);
    const state = norm.state_dict();
    delete state.num_batches_tracked;
    expect(String(new nn.BatchNorm1d(1).load_state_dict(state))).to.equal('<All keys matched successfully>');
  });
});
