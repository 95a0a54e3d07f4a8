from django.urls import path

from .views import deciding, desk, missing, one, totals

app_name = "progress"
urlpatterns = [
    path("review/", desk.review, name="review"),
    path("review/export/", desk.export, name="review_export"),
    path("review/accept/", deciding.accept, name="review_accept"),
    path("review/return/", deciding.send_back, name="review_return"),
    path("review/answer/", deciding.answer, name="review_answer"),
    path("review/not-reported/", missing.not_reported, name="not_reported"),
    path("review/totals/", totals.totals_sheets, name="totals"),
    path("review/totals/<str:period>/", totals.make_totals, name="make_totals"),
    path("review/totals/<str:period>/<str:unit>/", totals.totals_sheet, name="totals_sheet"),
    path("review/<int:pk>/", one.review_filing, name="review_filing"),
]
