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


@pytest.mark.parametrize(
    "text",
    [
        "model = 3",
        "modle = 'x'",
        "model = ''",
        "model =",
        "lock_wait = true",
        "lock_wait = -1",
        "lock_wait = nan",
    ],
)
def test_a_wrong_setting_is_named(tmp_path, text):
    file = tmp_path / "blotter.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=r"blotter\.toml"):
        load_settings(file, {})


def test_a_number_of_seconds_comes_from_the_file_or_the_environment(tmp_path):
    file = tmp_path / "blotter.toml"
    file.write_text("lock_wait = 5")
    assert load_settings(file, {}).lock_wait == 5.0
    assert load_settings(file, {"BLOTTER_LOCK_WAIT": "0.5"}).lock_wait == 0.5
    for wrong in ("soon", "-1", "inf"):
        with pytest.raises(SettingsError, match="BLOTTER_LOCK_WAIT: expected it to be a number of seconds"):
            load_settings(file, {"BLOTTER_LOCK_WAIT": wrong})


def test_other_settings_have_another_hash():
    assert Settings().hash == Settings(model=None).hash != Settings(model="x").hash
