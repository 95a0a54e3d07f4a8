"""The code tables that are rows: regions, industries, the city's sectors, working days.

``valid_until`` is the first day a row is over, as everywhere. What was in force before our
tables begin starts with the People's Republic.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

BEFORE = date(1949, 10, 1)


class Region(models.Model):
    """A place with a code of six digits, as it was called while the row is in force."""

    class Kind(models.TextChoices):
        DIVISION = "DIVISION", _("Administrative division")
        STATISTICAL = "STATISTICAL", _("Functional area with a statistical code")

    class Level(models.TextChoices):
        PROVINCE = "PROVINCE", _("Province level")
        CITY = "CITY", _("City level")
        COUNTY = "COUNTY", _("County level")

    code = models.CharField(max_length=6)
    name_zh = models.CharField(max_length=50)
    name_en = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent_code = models.CharField(max_length=6, blank=True, db_index=True)
    valid_from = models.DateField(default=BEFORE)
    valid_until = models.DateField(null=True, blank=True)
    initials = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="region_once_from_a_day"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="region_lasts_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class RegionChange(models.Model):
    """One code became another: renamed, merged or divided.

    ``share`` says what part of the old place went over, where somebody knows it.
    """

    old_code = models.CharField(max_length=6)
    new_code = models.CharField(max_length=6)
    changed_on = models.DateField()
    whole = models.BooleanField()
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["old_code", "new_code", "changed_on"], name="region_change_once"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
                name="region_change_share_is_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} → {self.new_code}"


class Industry(models.Model):
    """A class of GB/T 4754-2017: section A, division 01, group 011, class 0111."""

    class Level(models.TextChoices):
        SECTION = "SECTION", _("Industry section")
        DIVISION = "DIVISION", _("Industry division")
        GROUP = "GROUP", _("Industry group")
        CLASS = "CLASS", _("Industry class")

    code = models.CharField(max_length=4, unique=True)
    name_zh = models.CharField(max_length=50)
    name_en = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent_code = models.CharField(max_length=4, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class Sector(models.Model):
    """行业领域: the city's own tree, apart from GB/T 4754; the path is the code."""

    path = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=120, blank=True)
    position = models.PositiveIntegerField()
    valid_from = models.DateField(default=BEFORE)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="sector_lasts_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def name_zh(self) -> str:
        return self.path.rpartition("/")[2]


class Workday(models.Model):
    """A date of which somebody has said whether it is worked; the others follow the week."""

    day = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    name_zh = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=200)
    provisional = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name_zh}"


class Dataset(models.Model):
    """Which state of a shipped table the rows come from, so that loading it again is nothing."""

    name = models.CharField(max_length=40, primary_key=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
