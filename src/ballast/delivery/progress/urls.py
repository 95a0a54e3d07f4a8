from django.urls import path

from .views import (
    answering,
    assist,
    deciding,
    desk,
    duties,
    filing,
    lists,
    many,
    missing,
    one,
    panels,
    photos,
    totals,
    ways,
)

app_name = "progress"
_month = "filings/<str:period>/<str:number>/"
urlpatterns = [
    path("filings/", duties.filings, name="filings"),
    path("filings/export/", duties.export, name="export"),
    path("filings/<str:period>/submit/", many.submit_many, name="submit_many"),
    path(_month, filing.filing, name="filing"),
    path(f"{_month}figures/", assist.figures_worked_out, name="figures"),
    path(f"{_month}draft/", assist.draft_kept, name="keep"),
    path(f"{_month}correction/", assist.correction_added, name="correction"),
    path(f"{_month}words/", assist.words_copied, name="copy"),
    path(f"{_month}photos/", photos.changed, name="photos"),
    path(f"{_month}answer/", answering.answered, name="answer"),
    path("lists/", lists.lists, name="lists"),
    path("lists/export/", lists.export, name="lists_export"),
    path("projects/<str:number>/measures/", lists.measures, name="measures"),
    path("projects/<str:number>/filings/", panels.panel, name="panel"),
    path("review/", desk.review, name="review"),
    path("review/export/", desk.export, name="review_export"),
    path("review/accept/", deciding.accept, name="review_accept"),
    path("review/return/", deciding.send_back, name="review_return"),
    path("review/answer/", deciding.answer, name="review_answer"),
    path("review/not-reported/", missing.not_reported, name="not_reported"),
    path("review/ways/", ways.ways, name="ways"),
    path("review/not-reported/export/", missing.export, name="not_reported_export"),
    path("review/totals/", totals.totals_sheets, name="totals"),
    path("review/totals/<str:period>/", totals.make_totals, name="make_totals"),
    path("review/totals/<str:period>/<str:unit>/", totals.totals_sheet, name="totals_sheet"),
    path("review/<int:pk>/", one.review_filing, name="review_filing"),
]
