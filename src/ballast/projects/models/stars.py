"""What people marked for themselves."""

from django.db import models


class Star(models.Model):
    """收藏: a person wants to find this project again. It says nothing of the project."""

    user = models.ForeignKey("identity.User", on_delete=models.CASCADE, related_name="stars")
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="stars")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "project"], name="starred_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.project_id}"
