from pipeline.link.reports.voices import group_voices, voice_of
from pipeline.schema import Article


def voice(source, text, day=0):
    return voice_of(Article("x", text, "x", source=source), day)


def numbers(roots=None, **voices):
    return group_voices(list(voices), voices, roots or {})


def test_two_outlets_that_tell_for_themselves_are_two():
    assert numbers(a=voice("Haw Herald", "Police said so."), b=voice("Bend Star", "Police said so.")) == [
        1,
        2,
    ]


def test_an_article_that_passes_on_what_another_outlet_reported_is_no_source_of_its_own():
    quoting = voice("Channel 9", "The man is held, the Herald reported on Friday.")
    assert numbers(a=voice("Haw Valley Herald", "The man is held."), b=quoting) == [1, 1]
    other = voice("Channel 9", "The man is held. A herald sang.")
    assert numbers(a=voice("Haw Valley Herald", "The man is held."), b=other) == [1, 2]


def test_articles_that_go_by_one_agencys_release_are_its_voice():
    release = voice("U.S. Immigration and Customs Enforcement", "Officers arrested him.", 0)
    rewrite = voice("Bend Star", "He was arrested, ICE said in a news release.", 1)
    assert numbers(a=release, b=rewrite) == [1, 1]
    assert numbers(
        a=release, b=voice("Bend Star", "The sheriff said in a statement that he is gone.", 1)
    ) == [1, 2]
    assert numbers(a=release, b=voice("Bend Star", "He was arrested, ICE said in a news release.", 90)) == [
        1,
        2,
    ]


def test_copies_and_one_outlets_articles_are_one_voice():
    told = {"a": voice("Plains Press", "X."), "b": voice("Star", "X."), "c": voice("Star", "Another story.")}
    assert numbers(**told) == [1, 2, 2]
    assert numbers({"b": "a"}, **told) == [1, 1, 1]


def test_a_wire_services_mark_in_the_dateline_is_its_voice():
    wire = voice("Southern Wire", "TALLOW, Ga. (SW) — A man is held.")
    local = voice("Macon Daybreak", "TALLOW, Ga. (SW) — A man is held there.")
    assert numbers(a=wire, b=local) == [1, 1]
