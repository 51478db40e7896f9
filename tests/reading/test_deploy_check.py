"""`check --deploy` names what a government site must say of itself and this one does not."""

from django.core.checks import run_checks

from reading.site import NAMES


def warnings():
    return [message for message in run_checks(include_deployment_checks=True) if message.id.startswith("reading.")]


def test_every_empty_value_is_named_in_a_sentence_with_its_variable():
    found = {message.hint.split()[1].strip(): message.msg for message in warnings()}
    assert found == {name: f"{label}没有设置，页面上不会显示。" for name, label in NAMES.items()}


def test_the_numbers_of_the_warnings_do_not_depend_on_what_is_set(settings):
    before = {message.msg: message.id for message in warnings()}
    settings.SITE_NAME = "决策参阅"
    after = {message.msg: message.id for message in warnings()}
    assert set(before) - set(after) == {"网站名称没有设置，页面上不会显示。"}
    assert after.items() <= before.items()


def test_nothing_is_said_when_everything_is_set(settings):
    for name in NAMES:
        setattr(settings, name, "有")
    assert warnings() == []
