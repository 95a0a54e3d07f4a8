"""The mark on a database whose contents are invented."""

from django.db import models


class Stamp(models.Model):
    """At most one row; where it stands, nothing in the database is true."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    stamped_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="demo_one_stamp")]

    def __str__(self) -> str:
        return f"demo since {self.stamped_at:%Y-%m-%d}"
