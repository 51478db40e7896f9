import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def person(verbose_name, related_name):
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(
        on_delete=protect, related_name=related_name, to=settings.AUTH_USER_MODEL, verbose_name=verbose_name
    )


def row(to):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0004_case_once_an_issue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("printed_digest", models.CharField(max_length=64, verbose_name="印刷内容校验值")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="签收时间")),
                ("issue", row("issues.issue")),
                ("publication", row("issues.publication")),
                ("reader", person("阅读对象", "receipts")),
                ("signed_by", person("签收人", "+")),
            ],
            options={
                "verbose_name": "签收",
                "verbose_name_plural": "签收",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("reader", "issue", "printed_digest"), name="receipt_one_a_text")
                ],
            },
        ),
    ]
