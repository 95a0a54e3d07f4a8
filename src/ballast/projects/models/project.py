"""The project itself: what is true of it now."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ballast.projects.rules import USUAL_TEMPLATE


class Project(models.Model):
    """One key project, known by its Ballast number from birth.

    Codes are those of ``rules.kinds``; blank means not yet said. What has a history (names,
    people, amounts, nodes) lies in tables of its own; here is the present value that lists show,
    written by the same service.
    """

    number = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)  # rules.name_key of the name
    initials = models.TextField(blank=True)  # kernel.pinyin: found by first letters
    sort_key = models.TextField(blank=True)  # kernel.pinyin: order of the alphabet
    content = models.TextField(blank=True)
    sector = models.CharField(max_length=200, blank=True)  # 基础设施/交通/铁路
    industry_code = models.CharField(max_length=5, blank=True)  # GB/T 4754, without its letter
    chain = models.CharField(max_length=60, blank=True)
    chain_role = models.CharField(max_length=16, blank=True)  # ChainRole
    tier = models.CharField(max_length=12, blank=True)  # Tier
    investor_kind = models.CharField(max_length=16, blank=True)  # InvestorKind
    approval_route = models.CharField(max_length=12, blank=True)  # ApprovalRoute
    build_type = models.CharField(max_length=12, blank=True)  # BuildType
    delivery_modes = ArrayField(models.CharField(max_length=32), default=list)  # DeliveryMode
    financing = ArrayField(models.CharField(max_length=40), default=list)  # Financing
    tags = ArrayField(models.CharField(max_length=40), default=list)  # codelists.Facts.tags
    template = models.CharField(max_length=16, default=USUAL_TEMPLATE)  # codelists.Template
    is_investor_project = models.BooleanField(default=False)  # signed and landed, then handed over

    region_code = models.CharField(max_length=6, blank=True)  # GB/T 2260, where it mainly lies
    address = models.CharField(max_length=200, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    crs = models.CharField(max_length=10, blank=True)  # Crs; said whenever a position is
    precinct = models.CharField(max_length=60, blank=True)  # 片区
    functional_area = models.ForeignKey(
        "identity.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )

    total_investment_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    equipment_investment_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    expected_output_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    expected_tax_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    expected_jobs = models.PositiveIntegerField(null=True)
    five_year_plan = models.CharField(max_length=9, blank=True)  # 2021-2025: of what follows
    last_five_years_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    five_year_planned_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    five_year_goal = models.TextField(blank=True)

    owner_name = models.CharField(max_length=200, blank=True)  # the Responsibility in force
    owner_credit_code = models.CharField(max_length=18, blank=True)
    responsible_unit = models.ForeignKey(  # the Responsibility in force
        "identity.Unit", on_delete=models.PROTECT, null=True, related_name="projects"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    kinship = models.CharField(max_length=8, blank=True)  # Kinship, of a part
    state = models.CharField(max_length=10, default="ACTIVE")  # State
    is_in_statistics = models.BooleanField(null=True)  # 入统: no figure is ever asked for
    statistics_entry_on = models.DateField(null=True)
    registered_at = models.DateTimeField()
    provenance = models.JSONField(default=dict)  # platform.sheets.rules

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="project_is_named"),
            models.CheckConstraint(
                condition=Q(total_investment_yuan__isnull=True) | Q(total_investment_yuan__gte=0),
                name="project_total_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False) & ~Q(crs=""),
                name="project_position_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="project_not_its_own_part",
            ),
            models.CheckConstraint(
                condition=Q(statistics_entry_on__isnull=True) | Q(is_in_statistics=True),
                name="project_entry_day_means_entered",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key"], name="project_by_name_key"),
            models.Index(fields=["region_code"], name="project_by_region"),
            models.Index(fields=["sort_key", "number"], name="project_in_order"),
            # What a list of the whole city needs of each, without reading the long rows.
            models.Index(
                fields=["id"],
                include=["number", "responsible_unit", "sector", "total_investment_yuan"],
                name="project_in_a_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
