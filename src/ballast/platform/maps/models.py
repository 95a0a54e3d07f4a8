"""The boundary files that were taken in; what was replaced or withdrawn stays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Boundaries(models.Model):
    """One file as it was taken: its outlines in CGCS2000, and what must be printed with them.

    Of one layer the file with the latest ``valid_from`` holds, the later added of two.
    ``areas`` are code, name and where the name stands (degrees) of each outline; ``outlines``
    polygons by code, as GeoJSON's MultiPolygon has them.
    """

    class Layer(models.TextChoices):
        REGIONS = "REGIONS", _("Regions")
        AREAS = "AREAS", _("Functional areas")

    layer = models.CharField(max_length=8, choices=Layer.choices)
    source = models.CharField(max_length=200)
    review_number = models.CharField(max_length=60, blank=True)  # 审图号
    valid_from = models.DateField()
    filename = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)  # of the file as it came
    crs = models.CharField(max_length=10)  # kernel.coordinates.Crs it came in
    areas = models.JSONField()
    outlines = models.JSONField()
    points = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(source=""), name="boundaries_have_a_source")
        ]

    def __str__(self) -> str:
        return f"{self.layer} {self.valid_from} {self.filename}"
