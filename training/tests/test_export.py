"""A checkpoint that was written is read back, and training goes on from it."""
import torch

from simba_training import export
from simba_training.mamba import Mamba, Shape


def test_a_saved_model_is_loaded_as_stored(tmp_path):
    torch.manual_seed(3)
    model = Mamba(Shape(vocabulary=50, width=32, layers=3, exit_layer=2))
    export.save_weights(model, tmp_path / "model.safetensors")
    (tmp_path / "config.json").write_text(export.json.dumps(export.config(model.shape)))
    loaded = export.load(tmp_path)
    assert loaded.shape == model.shape
    before, after = export.tensors(model), export.tensors(loaded)
    for name, value in before.items():
        torch.testing.assert_close(after[name], export.stored(name, value).to(value), rtol=0, atol=0)
