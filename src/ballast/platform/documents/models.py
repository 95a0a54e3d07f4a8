"""Papers with their states and receipts, the register of numbers, letterheads and templates."""

from dataclasses import fields

from django.db import models
from django.db.models import Q

from .rules import UNSIGNED, Heading, State

_UNSIGNED = sorted(UNSIGNED)


class Headed(models.Model):
    """In whose name, on whose word, to whom: ``rules.Heading``."""

    issuer = models.CharField(max_length=100, blank=True)
    mandate = models.CharField(max_length=200, blank=True)  # 授权依据: 经市政府同意
    series = models.CharField(max_length=40, blank=True)  # 发文机关代字: 示重点办
    addressees = models.CharField(max_length=1000, blank=True)  # 主送机关 in words
    copied_to = models.CharField(max_length=500, blank=True)  # 抄送
    disclosure = models.CharField(max_length=20, blank=True)  # rules.DISCLOSURES
    is_internal = models.BooleanField(default=False)  # 内部资料　注意保存
    copies = models.PositiveIntegerField(null=True, blank=True)
    contact = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def heading(self) -> Heading:
        return Heading(**{name: getattr(self, name) for name in HEADING})


HEADING = tuple(field.name for field in fields(Heading))


class Letterhead(Headed):
    """What the office's papers say at their head, from a day until the next one takes over."""

    valid_from = models.DateField()
    kept_by = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.issuer} {self.valid_from}"


class Paper(Headed):
    """One paper: what was composed, how far it has come, and its number once it is signed.

    The database keeps a signed one as it is: only its state may move on.
    """

    kind = models.CharField(max_length=32)  # kinds.Kind.code
    period = models.CharField(max_length=10)  # kernel.periods: 2023-09
    subject = models.CharField(max_length=64, blank=True)  # "" where a period has one of the kind
    state = models.CharField(max_length=10, default=State.DRAFT)  # rules.State
    title = models.CharField(max_length=300)
    values = models.JSONField()  # kinds.Composed
    texts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    composed_on = models.DateField()
    is_stale = models.BooleanField(default=False)  # 数据已变 since it was composed
    drafted_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=20, blank=True)  # kinds.Kind.numbered
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=80, blank=True)  # 示重点办〔2023〕27号
    dated = models.DateField(null=True)  # 成文日期: the day of signing
    signer = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    words = models.TextField(blank=True)  # all it says, for the search

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period", "subject"],
                condition=Q(state__in=_UNSIGNED),
                name="paper_drafted_once",
            ),
            models.UniqueConstraint(
                fields=["series", "word", "year", "serial"], name="paper_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "kind"], name="papers_by_state"),
            models.Index(fields=["period", "kind"], name="papers_of_period"),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.kind} {self.period} {self.subject}"

    @property
    def plain_title(self) -> str:
        """In one line, as lists show it."""
        return self.title.replace("\n", "")


class Passage(models.Model):
    """A sentence that a person answers for: drafted, edited, then taken on."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="passages")
    name = models.CharField(max_length=60)
    drafted = models.TextField()
    text = models.TextField()
    taken_by = models.CharField(max_length=100, blank=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "name"], name="passage_once_in_a_paper")
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.name}"


class Step(models.Model):
    """What was done with a paper, by whom and when; nothing of it is ever taken away."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=10)  # rules.Act
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    words = models.TextField(blank=True)  # a reason, a number, a unit

    def __str__(self) -> str:
        return f"{self.paper_id} {self.act}"


class Receipt(models.Model):
    """A unit that a paper goes to, and who signed for it there (签收)."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="receipts")
    unit = models.ForeignKey("identity.Unit", on_delete=models.PROTECT, related_name="+")
    received_by = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "unit"], name="receipt_once_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.unit_id}"


class NumberRegister(models.Model):
    """The last number given of one series, word and year; no number is ever given twice."""

    series = models.CharField(max_length=40)
    word = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "word", "year"], name="one_register")
        ]

    def __str__(self) -> str:
        return f"{self.series}{self.word} {self.year}: {self.last}"


class Template(models.Model):
    """A .docx that the office put in the place of a kind's shipped one."""

    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    is_in_force = models.BooleanField(default=True)
    added_by = models.CharField(max_length=100)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(is_in_force=True), name="one_template_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Drafting(models.Model):
    """A month's papers being drafted: how far it has come."""

    period = models.CharField(max_length=10)
    kinds = models.JSONField()  # codes
    by = models.ForeignKey("identity.User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    moved_at = models.DateTimeField()
    done = models.PositiveSmallIntegerField(default=0)  # of its kinds
    drafted = models.PositiveIntegerField(default=0)
    is_done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.period} {self.done}"
