"""Rows of a sheet ↔ rows of a model: matched by key or by what they say, blank cells keep, all rows or none."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from import_export.resources import ModelResource
from import_export.results import RowResult

from accounts import authorship
from bulletin.secrecy import refuse_marked
from hubs.spreadsheets.columns import Keys


class SpreadsheetResource(ModelResource):
    """Subclasses declare columns, `natural_key` (the column with it) and `same_by` (what else tells a row)."""

    natural_key = "key"
    same_by = ()

    class Meta:
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True
        import_id_fields = ()

    def import_data(self, dataset, dry_run=False, *, file_name="", **kwargs):
        """Import all rows of `dataset` as `user` or, when one has an error, none; a dry run computes without writing.

        Raises MarkedSecret for a marked text and ValidationError for wrong headings, both before any row is looked at.
        """
        refuse_marked(file_name, *dataset.headers, *(cell for row in dataset for cell in row))
        self._refuse_wrong_headings(dataset.headers)
        self.seen = {}
        if not dry_run:
            return super().import_data(dataset, rollback_on_validation_errors=True, **kwargs)
        # The library's dry run writes in a transaction and rolls it back, holding SQLite's only write lock.
        return self.import_data_inner(
            dataset, dry_run=True, raise_errors=False, using_transactions=False, collect_failed_rows=False, **kwargs
        )

    def _refuse_wrong_headings(self, headings):
        known = [field.column_name for field in self.get_import_fields()]
        if unknown := [heading for heading in headings if heading not in known]:
            raise ValidationError(f"不认识的列：“{'”“'.join(unknown)}”。可用的列：{'、'.join(known)}。")
        if len(set(headings)) < len(headings):
            raise ValidationError("有两列的名称相同，请删去一列。")

    def import_row(self, row, instance_loader, **kwargs):
        self.row_number = kwargs["row_number"]
        if any(cell.strip() for cell in row.values()):
            return super().import_row(row, instance_loader, **kwargs)
        empty = RowResult()
        empty.import_type = RowResult.IMPORT_TYPE_SKIP
        return empty

    def after_import(self, dataset, result, **kwargs):
        """Nothing: no row brings its primary key, so no sequence needs resetting."""

    def get_instance(self, instance_loader, row):
        key = self._cell(row, self.natural_key)
        instance = self._by_key(key) if key else self._by_what_it_says(row)
        if instance is not None:
            self._refuse_twice(instance.pk)
            if instance.trashed_at:
                raise ValidationError(f"“{instance}”在回收站里，请先恢复，再导入。")
        return instance

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if row.get(field.column_name, "").strip():
            field.save(instance, row, is_m2m, **kwargs)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        errors = dict(import_validation_errors or {})
        # A row without its hub or theme has no key yet, which is not another error.
        exclude = {*errors, self.natural_key} if errors else set()
        try:
            instance.full_clean(exclude=exclude, validate_unique=validate_unique)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        if instance.pk is None:
            self._refuse_twice(tuple(getattr(instance, name) for name in self.same_by))

    def save_instance(self, instance, is_create, row, *, user=None, dry_run=False, **kwargs):
        if dry_run:
            return
        try:
            with transaction.atomic():
                authorship.save(instance, by=user)
                for field in self.fields.values():
                    if isinstance(field, Keys):
                        field.store(instance)
        except IntegrityError as error:
            raise ValidationError("保存时发现与他人刚刚保存的内容重复，请重新上传预览。") from error

    def filter_export(self, queryset, **kwargs):
        return queryset.kept()

    def _cell(self, row, name):
        return row.get(self.fields[name].column_name, "").strip()

    def _by_key(self, key):
        return self.get_queryset().filter(**{self.natural_key: key}).first()

    def _by_what_it_says(self, row):
        if missing := [name for name in self.same_by if not self._cell(row, name)]:
            raise ValidationError(dict.fromkeys(missing, "没有编号的一行须填写这一列。"))
        try:
            said = {name: self.fields[name].clean(row) for name in self.same_by}
        except ValueError:
            return None  # import_instance says the same with the column's name
        return self.get_queryset().kept().filter(**said).first()

    def _refuse_twice(self, identity):
        first = self.seen.setdefault(identity, self.row_number)
        if first != self.row_number:
            raise ValidationError(f"与前面第 {first} 条是同一项，请删去一条。")
