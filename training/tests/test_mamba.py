"""Properties of the model: any cutting of a stream gives the same dense result; pruning is Simba's."""
import torch

from simba_training.mamba import Mamba, Shape
from simba_training.simba import Selection, keep_count

SHAPE = Shape(vocabulary=50, width=32, layers=4, exit_layer=2)


def model():
    torch.manual_seed(1)
    return Mamba(SHAPE).eval()


def test_any_cutting_gives_the_same_dense_result():
    m, ids = model(), torch.randint(0, 50, (2, 90), generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        whole, early, _, last = m(ids, m.empty_state(2))
        first, _, _, state = m(ids[:, :37], m.empty_state(2))
        second, rest, _, cut = m(ids[:, 37:], state)
    torch.testing.assert_close(torch.cat([first, second], 1), whole, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(rest, early[:, 37:], rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(cut[3][1], last[3][1], rtol=1e-4, atol=1e-5)


def test_keeping_everything_is_dense():
    m, ids = model(), torch.randint(0, 50, (2, 60))
    with torch.no_grad():
        dense, *_ = m(ids, m.empty_state(2))
        kept, _, positions, _ = m(ids, m.empty_state(2), Selection(4, [20, 40], [1, 1]))
    torch.testing.assert_close(kept, dense)
    assert positions.shape == (2, 60)


def test_two_chunks_in_one_stretch_are_two_stretches():
    m, ids = model(), torch.randint(0, 50, (2, 70))
    with torch.no_grad():
        together, *_, end = m(ids, m.empty_state(2), Selection(4, [30, 40], [0.2, 0.5]))
        first, *_, state = m(ids[:, :30], m.empty_state(2), Selection(4, [30], [0.2]))
        second, *_, cut = m(ids[:, 30:], state, Selection(4, [40], [0.5]))
    torch.testing.assert_close(torch.cat([first, second], 1), together, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(cut[2][1], end[2][1], rtol=1e-4, atol=1e-5)


def test_kept_sets_are_nested_counted_and_hold_the_last_token():
    m, ids = model(), torch.randint(0, 50, (2, 50))
    selection, seen = Selection(4, [50], [0.1]), []
    climb = selection.climb
    selection.climb = lambda *a: seen.append(climb(*a)) or seen[-1]
    with torch.no_grad():
        m(ids, m.empty_state(2), selection)
    before = set(range(50))
    for layer, (positions, counts) in enumerate(seen, 1):
        assert counts == [keep_count(50, layer, 4, 0.1)]
        kept = set(positions[0].tolist())
        assert len(kept) == counts[0] and kept <= before and 49 in kept
        before = kept
