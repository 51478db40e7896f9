"""The audit trail: one chain of rows that only grows, each holding the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from contextvars import ContextVar
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.growing import GrowOnly

if TYPE_CHECKING:
    from accounts.models import User
    from bulletin.secrecy import MarkedSecret

client_address: ContextVar[str] = ContextVar("client_address", default="")

_CHAIN_LOCK = 4180004


class Event(StrEnum):
    SIGN_IN = "登录"
    SIGN_IN_FAILED = "登录失败"
    SIGN_OUT = "退出"
    LOCK_OUT = "锁定"
    PASSWORD_CHANGED = "修改密码"  # noqa: S105
    PASSWORD_RESET = "重置密码"  # noqa: S105
    ACCOUNT_CREATED = "新建账号"
    ACCOUNT_CHANGED = "修改账号"
    ROLES_CHANGED = "变更角色"
    STAND_IN_CHANGED = "变更代理"
    TRASHED = "移入回收站"
    RESTORED = "恢复"
    EXPORTED = "导出"
    IMPORTED = "导入"
    REFUSED = "拒收带密级标志的文件"


class Outcome(models.TextChoices):
    SUCCESS = "success", "成功"
    FAILURE = "failure", "失败"


class AuditEntry(GrowOnly):
    """Who did what to what and when. No foreign keys: it outlives what it describes. Never any body text."""

    sequence = models.PositiveBigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间", db_index=True)
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=200, blank=True)
    event = models.CharField("事件", max_length=50, db_index=True)
    subject = models.CharField("对象", max_length=200, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    detail = models.TextField("说明", default="{}")
    ip = models.CharField("来源地址", max_length=45, blank=True)
    previous_hash = models.CharField("上一条校验值", max_length=64, blank=True)
    hash = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["-sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.event}"

    def computed_hash(self) -> str:
        """SHA-256 of everything in the row and of the hash before it."""
        told = [
            self.sequence,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor_id,
            self.actor_name,
            self.event,
            self.subject,
            self.outcome,
            self.detail,
            self.ip,
            self.previous_hash,
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def record(
    event: str,
    *,
    by: User | None,
    subject: str = "",
    outcome: Outcome = Outcome.SUCCESS,
    **detail: Any,
) -> AuditEntry:
    """Add one entry, in the caller's transaction. Call it last there: the chain stays locked until the end."""
    (entry,) = record_each(event, [(subject, detail)], by=by, outcome=outcome)
    return entry


def record_each(
    event: str, told: list[tuple[str, dict[str, Any]]], *, by: User | None, outcome: Outcome = Outcome.SUCCESS
) -> list[AuditEntry]:
    """Add one entry for each (subject, detail) of `told`, as `record` does for one."""
    with transaction.atomic():
        _lock_chain()
        last = AuditEntry.objects.order_by("-sequence").first()
        entries: list[AuditEntry] = []
        for subject, detail in told:
            last = _entry_after(last, event, subject, detail, by, outcome)
            entries.append(last)
        return AuditEntry.objects.bulk_create(entries)


def _entry_after(
    last: AuditEntry | None, event: str, subject: str, detail: dict[str, Any], by: User | None, outcome: Outcome
) -> AuditEntry:
    entry = AuditEntry(
        sequence=last.sequence + 1 if last else 1,
        previous_hash=last.hash if last else "",
        at=timezone.now(),
        actor_id=by.pk if by else None,
        actor_name=str(by)[:200] if by else "",
        event=event,
        subject=subject[:200],
        outcome=outcome,
        detail=json.dumps(detail, ensure_ascii=False, default=str),
        ip=client_address.get(),
    )
    entry.hash = entry.computed_hash()
    return entry


def record_refusal(secret: MarkedSecret, file_name: str, *, by: User | None) -> None:
    """Put a file that carries a secrecy mark in the trail: the rule and the digest of its name, nothing else."""
    name = hashlib.sha256(file_name.encode("utf-8", "replace")).hexdigest()
    record(Event.REFUSED, by=by, outcome=Outcome.FAILURE, rule=secret.rule, file=name)


def subject_of(obj: models.Model) -> str:
    """How an entry names a row: what it is and its number, never its text."""
    return f"{obj._meta.verbose_name} {obj.pk}"


def problems() -> list[str]:
    """What does not hold in the chain, recomputed from its first entry; empty when it is whole."""
    found = []
    sequence, previous = 0, ""
    for entry in AuditEntry.objects.order_by("sequence").iterator():
        if entry.sequence != sequence + 1:
            found.append(f"审计记录在第{sequence}条之后缺失。")
        if entry.previous_hash != previous:
            found.append(f"审计记录第{entry.sequence}条与上一条不相接。")
        if entry.hash != entry.computed_hash():
            found.append(f"审计记录第{entry.sequence}条的内容与校验值不符。")
        sequence, previous = entry.sequence, entry.hash
    return found


def _lock_chain() -> None:
    # SQLite's immediate transactions already serialise writers.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
