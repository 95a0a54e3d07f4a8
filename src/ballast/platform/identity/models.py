"""Units, people, and the roles that people hold in units, each with dates of effect."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    GOVERNMENT = "GOVERNMENT", _("Government")
    FUNCTIONAL_AREA = "FUNCTIONAL_AREA", _("Functional area")
    DEPARTMENT = "DEPARTMENT", _("Department")
    STATE_COMPANY = "STATE_COMPANY", _("State company")
    OWNER = "OWNER", _("Owner")


class Unit(models.Model):
    """A body that files, is ranked or answers; found by its code, named for people."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=UnitKind)
    region_code = models.CharField(max_length=6, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # the first day it no longer is

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class User(AbstractUser):
    """A person who signs in."""
