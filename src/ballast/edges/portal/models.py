"""What people keep of the list for themselves."""

from django.db import models
from django.db.models import Q


class SavedView(models.Model):
    """A part of the list that a person looks at again and again, under a name of their own.

    ``address`` is the list's, without period and page: the view is of whichever period one
    looks at. ``shared_with``: the people of this unit see it too.
    """

    owner = models.ForeignKey("identity.User", on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=20)
    address = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    shared_with = models.ForeignKey(
        "identity.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)  # until the next one is removed it can come back

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=Q(removed_at__isnull=True),
                name="saved_view_named_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
