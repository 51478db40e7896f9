from django.db import migrations

ROLES = ["编辑", "核稿", "审核", "签发", "发布", "公开审查", "阅读对象", "系统管理", "安全审计"]


def create_groups(apps, schema_editor):
    for name in ROLES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people")]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
