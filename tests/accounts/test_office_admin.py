"""What the base of the office's pages does, seen on the hubs' pages."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import CharField, FileField, Form

from accounts import trash
from accounts.access import Role
from accounts.audit import AuditEntry, Event
from accounts.authorship import author_ids
from accounts.guarding import GuardedForm, guarded
from hubs.models import CaseStudy, Hub
from hubs.stale import digest_of
from tests.people import person

pytestmark = pytest.mark.django_db

HUBS = "/admin/hubs/hub/"
CASES = "/admin/hubs/casestudy/"
SECRET = "机密★10年 赴某地"


@pytest.fixture
def hub():
    return Hub.objects.create(name="伦敦科技创新中心", country="英国")


@pytest.fixture
def editor(client):
    user = person("editor", Role.EDITOR)
    client.force_login(user)
    return user


def post_hub(client, hub=None, **changed):
    data = {"name": "东京科技创新中心", "country": "日本", "city": "", "latitude": "", "longitude": "", "aliases": ""}
    seen = {"seen": digest_of(hub)} if hub else {}
    return client.post(f"{HUBS}{hub.pk}/change/" if hub else f"{HUBS}add/", {**data, **seen, **changed})


def rows(prefix, *forms, initial=0):
    data = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": initial}
    return data | {f"{prefix}-{n}-{name}": value for n, form in enumerate(forms) for name, value in form.items()}


def post_case(client, hub, case=None, figures=(), initial=0):
    data = {"hub": hub.pk, "thesis": "以金融带动科技", "body": "正文。", "formula": "", "sources": ""}
    data |= rows("figures", *figures, initial=initial) | rows("milestones")
    data |= {"seen": digest_of(case, ("figures", "milestones"))} if case else {}
    return client.post(f"{CASES}{case.pk}/change/" if case else f"{CASES}add/", data)


class TestRights:
    def test_an_editor_may_write(self, client, editor, hub):
        assert post_hub(client, hub).status_code == 302

    @pytest.mark.parametrize("role", [Role.FIRST_REVIEWER, Role.SIGNER, Role.PUBLISHER, Role.DISCLOSER])
    def test_a_reviewer_may_only_look(self, client, hub, role):
        client.force_login(person("", role))
        assert client.get(f"{HUBS}{hub.pk}/change/").status_code == 200
        assert post_hub(client, hub).status_code == 403
        assert client.get(f"{HUBS}import/").status_code == 403
        assert client.get(f"{HUBS}export/").status_code == 403

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
    def test_administrators_and_auditors_do_not_even_look(self, client, hub, role):
        client.force_login(person("", role, is_superuser=True))
        assert client.get(HUBS).status_code == 403
        assert client.get(f"{HUBS}{hub.pk}/change/").status_code == 403

    def test_nothing_is_deleted_by_anyone(self, client, editor, hub):
        assert client.post(f"{HUBS}{hub.pk}/delete/", {"post": "yes"}).status_code == 403
        client.post(HUBS, {"action": "delete_selected", "_selected_action": hub.pk, "post": "yes"})
        assert Hub.objects.filter(pk=hub.pk).exists()


class TestAuthorship:
    def test_whoever_saves_a_form_is_an_author(self, client, editor, hub):
        post_hub(client, hub)
        assert author_ids([hub]) == {editor.pk}

    def test_whoever_saves_a_row_inside_is_an_author_of_both(self, client, editor, hub):
        figure = {"label": "专利", "value": "3 件", "year": "", "source": "", "position": "1"}
        response = post_case(client, hub, figures=[figure])
        assert response.status_code == 302
        case = CaseStudy.objects.get()
        assert author_ids([case]) == author_ids(case.figures.all()) == {editor.pk}

    def test_whoever_takes_a_row_out_is_an_author(self, client, editor, hub):
        case = CaseStudy.objects.create(hub=hub, thesis="以金融带动科技")
        figure = case.figures.create(label="专利", value="3 件")
        row = {"id": figure.pk, "case_study": case.pk, "label": "专利", "value": "3 件", "DELETE": "on"}
        assert post_case(client, hub, case, [row], initial=1).status_code == 302
        assert not case.figures.exists()
        assert author_ids([figure]) == author_ids([case]) == {editor.pk}


class TestSecrecy:
    def test_marked_text_is_refused_and_not_shown_again(self, client, editor):
        response = post_hub(client, aliases=SECRET)
        assert "国家秘密" in str(response.context["adminform"].errors)
        assert "赴某地" not in response.content.decode()
        assert not Hub.objects.exists()

    def test_what_was_innocent_is_kept_in_the_form(self, client, editor):
        page = post_hub(client, aliases=SECRET).content.decode()
        assert "东京科技创新中心" in page

    def test_marked_text_in_a_row_inside_is_refused_too(self, client, editor, hub):
        figure = {"label": SECRET, "value": "3 件", "year": "", "source": "", "position": "1"}
        response = post_case(client, hub, figures=[figure])
        assert response.status_code == 200
        assert "赴某地" not in response.content.decode()
        assert not CaseStudy.objects.exists()

    def test_the_name_of_a_file_is_looked_at(self):
        class Upload(GuardedForm, Form):
            file = FileField()

        form = Upload({}, {"file": SimpleUploadedFile(f"{SECRET}.txt", b"x")})
        assert "国家秘密" in str(form.errors["file"])
        assert "赴某地" not in str(form)

    def test_a_form_is_guarded_once(self):
        class Plain(Form):
            text = CharField()

        assert guarded(once := guarded(Plain)) is once


class TestTrash:
    def press(self, client, action, obj, query=""):
        address = HUBS if isinstance(obj, Hub) else CASES
        return client.post(f"{address}{query}", {"action": action, "_selected_action": obj.pk}, follow=True)

    def test_an_editor_puts_a_row_in_the_bin_and_back(self, client, editor, hub):
        self.press(client, "move_to_trash", hub)
        assert list(Hub.objects.trashed()) == [hub]
        assert not Hub.objects.kept().exists()
        self.press(client, "restore_from_trash", hub, "?trash=1")
        assert list(Hub.objects.kept()) == [hub]
        assert list(AuditEntry.objects.values_list("event", flat=True)[:2]) == [Event.RESTORED, Event.TRASHED]
        assert author_ids([hub]) == {editor.pk}

    def test_a_reviewer_does_not(self, client, hub):
        client.force_login(person("", Role.SIGNER))
        self.press(client, "move_to_trash", hub)
        assert Hub.objects.kept().exists()

    def test_the_list_shows_what_is_kept_and_the_filter_the_bin(self, client, editor, hub):
        trash.put_in_trash(hub, by=editor)
        assert "伦敦" not in client.get(HUBS).content.decode()
        assert "伦敦" in client.get(f"{HUBS}?trash=1").content.decode()

    def test_what_is_in_the_bin_is_not_edited(self, client, editor, hub):
        trash.put_in_trash(hub, by=editor)
        assert post_hub(client, hub).status_code == 403

    def test_what_is_in_the_bin_is_not_proposed(self, client, editor, hub):
        asked = {"app_label": "hubs", "model_name": "casestudy", "field_name": "hub", "term": "伦敦"}
        assert json.loads(client.get("/admin/autocomplete/", asked).content)["results"]
        trash.put_in_trash(hub, by=editor)
        assert not json.loads(client.get("/admin/autocomplete/", asked).content)["results"]

    def test_what_is_in_use_stays_and_the_page_says_where(self, client, editor, hub):
        CaseStudy.objects.create(hub=hub, thesis="以金融带动科技")
        with pytest.raises(trash.InUse):
            trash.put_in_trash(hub, by=editor)
        page = self.press(client, "move_to_trash", hub).content.decode()
        assert "未移入回收站" in page
        assert Hub.objects.kept().exists()

    def test_the_audit_trail_names_the_row_by_number_not_by_its_text(self, editor, hub):
        trash.put_in_trash(hub, by=editor)
        assert AuditEntry.objects.first().subject == f"科创中心 {hub.pk}"


def test_an_export_is_audited(client, editor, hub):
    page = client.get(f"{HUBS}export/")
    assert page.status_code == 200
    fields = {name: "on" for name in page.context["form"].fields if name not in ("format", "resource", "export_items")}
    response = client.post(f"{HUBS}export/", {"format": "0", "resource": "", **fields})
    assert "attachment" in response.headers["Content-Disposition"]
    entry = AuditEntry.objects.first()
    assert (entry.event, entry.actor_id) == (Event.EXPORTED, editor.pk)
