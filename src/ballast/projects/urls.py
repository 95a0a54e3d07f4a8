from django.urls import path, register_converter

from .views import editing, page, past, people, starring, steps
from .views.numbers import NumberConverter

register_converter(NumberConverter, "number")

app_name = "projects"
urlpatterns = [
    path("new/", editing.new, name="new"),
    path("similar/", editing.similar, name="similar"),
    path("<number:number>/edit/", editing.edit, name="edit"),
    path("<number:number>/edit/<slug:act>/", editing.change, name="change"),
    path("<number:number>/", page.project, name="project"),
    path("<number:number>/star/", starring.star, name="star"),
    path("<number:number>/past/", past.past, name="past"),
    path("<number:number>/steps/", steps.steps, name="steps"),
    path("<number:number>/people/", people.people, name="people"),
    path("<number:number>/people/appoint/", people.appoint, name="appoint"),
    path("<number:number>/people/split/", people.split, name="split"),
    path("<number:number>/people/<int:row>/", people.holder, name="holder"),
    path("<number:number>/people/<int:row>/hand-over/", people.hand_over, name="hand_over"),
    path("<number:number>/people/<int:row>/end/", people.end, name="end_holder"),
]
