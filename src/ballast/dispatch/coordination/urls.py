from django.urls import path

from .views import (
    answering,
    closing,
    instruction,
    instructions,
    panel,
    sheets,
    sweep,
    sweep_new,
    sweeps,
)
from .views.issues import bulk, desk, issue, raising
from .views.issues import panel as issues_panel

app_name = "coordination"
urlpatterns = [
    path("issues/", desk.issues, name="issues"),
    path("issues/export/", desk.export, name="issues_export"),
    path("issues/act/", bulk.many, name="issues_act"),
    path("issues/new/", raising.raise_issue, name="raise_issue"),
    path("issues/<str:number>/", issue.issue, name="issue"),
    path("issues/<str:number>/act/", issue.act, name="issue_act"),
    path("issues/<str:number>/task/", issue.task, name="issue_task"),
    path("projects/<str:number>/issues/", issues_panel.panel, name="issues_panel"),
    path("instructions/", instructions.instructions, name="instructions"),
    path("instructions/export/", instructions.export, name="instructions_export"),
    path("instructions/new/", instructions.enter, name="enter"),
    path("instructions/receive/", instructions.receive, name="receive"),
    path("instructions/remind/", instructions.remind, name="remind"),
    path("instructions/<int:pk>/", instruction.instruction, name="instruction"),
    path("instructions/<int:pk>/form/", instruction.form, name="instruction_form"),
    path("instructions/<int:pk>/amend/", instruction.amend, name="amend"),
    path("instructions/<int:pk>/withdraw/", instruction.withdraw, name="withdraw"),
    path("instructions/<int:pk>/word/", closing.speak_again, name="speak_again"),
    path("instructions/<int:pk>/close/", closing.close, name="close"),
    path("instructions/days/", closing.days, name="closing_days"),
    path("instructions/<int:pk>/report/", instruction.report, name="report"),
    path("projects/<str:number>/instructions/", panel.panel, name="panel"),
    path("sweeps/", sweeps.sweeps, name="sweeps"),
    path("sweeps/export/", sweeps.export, name="sweeps_export"),
    path("sweeps/new/", sweep_new.new, name="new_sweep"),
    path("sweeps/<int:pk>/", sweep.sweep, name="sweep"),
    path("sweeps/<int:pk>/export/", sweep.export, name="sweep_export"),
    path("sweeps/<int:pk>/act/", sweep.act, name="sweep_act"),
    path("sweeps/<int:pk>/answer/", answering.answer, name="answer"),
    path("sweeps/<int:pk>/sheet/", sheets.sheet, name="sheet"),
    path("sweeps/<int:pk>/sheet/read/", sheets.read, name="read_sheet"),
]
