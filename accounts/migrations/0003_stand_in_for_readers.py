from django.db import migrations, models

ROLES = ["编辑", "核稿", "审核", "签发", "发布", "公开审查", "阅读对象"]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles")]

    operations = [
        migrations.RemoveConstraint(model_name="standin", name="stand_in_office_role"),
        migrations.AlterField(
            model_name="standin",
            name="role",
            field=models.CharField(choices=[(r, r) for r in ROLES], max_length=10, verbose_name="代理的角色"),
        ),
        migrations.AddConstraint(
            model_name="standin",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", sorted(ROLES))),
                name="stand_in_known_role",
                violation_error_message="系统管理和安全审计不能由人代理。",
            ),
        ),
    ]
