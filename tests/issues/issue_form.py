"""The issue's form as a browser sees it: opened, filled in, posted."""

from django.urls import reverse

from tests.people import again

LIST = "/admin/issues/issue/"
ADD = "/admin/issues/issue/add/"


def page_of(issue, name="change", *args):
    return reverse(f"admin:issues_issue_{name}", args=[issue.pk, *args])


def opened(client, user, address):
    """The fields of the form at `address` with what stands in them."""
    client.force_login(again(user), backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return fields_of(response)


def fields_of(response):
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {form.add_prefix(name): _typed(form[name]) for form in forms for name in form.fields}


def _typed(field):
    value = field.value()
    if value is True:
        return "on"
    return "" if value is None or value is False else field.field.prepare_value(value)


def with_row(fields, prefix, **values):
    """`fields` with one more row, as pressing the button adds it."""
    number = int(fields[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    defaults = {f"{prefix}-{number}-{name}": "" for name in ("id", "issue")}
    if prefix == "sections":
        defaults |= {f"{prefix}-{number}-kind": "discussion", f"{prefix}-{number}-level": "0"}
    return {**fields, **defaults, **row, f"{prefix}-TOTAL_FORMS": str(number + 1)}


def posted(fields):
    """What a browser would send: no key for an unticked box."""
    boxes = ("supplement", "run_in", "DELETE")
    return {name: value for name, value in fields.items() if value != "" or not name.endswith(boxes)}
