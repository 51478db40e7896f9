from django import template

from hubs.models import ImportedRow

register = template.Library()


@register.inclusion_tag("admin/hubs/_came_from.html")
def came_from(row):
    """The sheets that made or changed `row`, the newest first."""
    imported = ImportedRow.objects.of(row) if row is not None and row.pk else ()
    return {"imported": imported, "page": row and f"admin:{row._meta.app_label}_{row._meta.model_name}_import_batch"}
