"""The mark on a database whose contents are invented."""

from django.db import models


class Stamp(models.Model):
    """At most one row; where it stands, nothing in the database is true.

    Which city it is, and which steps of its year are done: each is done once, or not at all.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    stamped_at = models.DateTimeField()
    projects = models.IntegerField(default=0)
    seed = models.BigIntegerField(default=0)
    months = models.SmallIntegerField(default=0)
    days_back = models.IntegerField(default=0)  # behind the machine, once its year is lived
    done = models.JSONField(default=dict)  # what came of each step, by its key
    matters = models.JSONField(default=dict)  # the issue each fate of the loop became, by its place

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="demo_one_stamp")]

    def __str__(self) -> str:
        return f"demo since {self.stamped_at:%Y-%m-%d}"
