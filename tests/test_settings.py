import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, load_settings


def test_without_file_and_environment_there_are_defaults(tmp_path):
    assert load_settings(tmp_path / "none.toml", {}) == Settings(model=None)


def test_the_environment_wins_over_the_file(tmp_path):
    file = tmp_path / "blotter.toml"
    file.write_text('model = "en_core_web_trf"\n')
    assert load_settings(file, {}).model == "en_core_web_trf"
    assert load_settings(file, {"BLOTTER_MODEL": "en_core_web_lg"}).model == "en_core_web_lg"


@pytest.mark.parametrize("text", ["model = 3", "modle = 'x'", "model = ''", "model ="])
def test_a_wrong_setting_is_named(tmp_path, text):
    file = tmp_path / "blotter.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=r"blotter\.toml"):
        load_settings(file, {})


def test_other_settings_have_another_hash():
    assert Settings().hash == Settings(model=None).hash != Settings(model="x").hash
