from django.urls import path

from .views import people, sign_in, units

app_name = "identity"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/again/", sign_in.again, name="again"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("first/<str:token>/", sign_in.first, name="first"),
    path("link/<str:token>/", sign_in.link, name="link"),
    path("password/", sign_in.password, name="password"),
    path("sessions/", sign_in.sessions, name="sessions"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/of/<str:username>/", people.person, name="person"),
    path("people/of/<str:username>/assign/", people.assign, name="assign"),
    path(
        "people/of/<str:username>/assignments/<int:pk>/end/",
        people.end_assignment,
        name="end_assignment",
    ),
    path("people/of/<str:username>/deactivate/", people.deactivate, name="deactivate"),
    path("people/of/<str:username>/unlock/", people.unlock, name="unlock"),
    path("people/of/<str:username>/link/", people.renew_link, name="renew_link"),
    path("people/of/<str:username>/sessions/end/", people.end_sessions, name="end_sessions"),
    path("units/", units.units, name="units"),
    path("units/open/", units.open_unit, name="open_unit"),
    path("units/of/<str:code>/", units.unit, name="unit"),
    path("units/of/<str:code>/move/", units.move, name="move_unit"),
    path("units/of/<str:code>/rename/", units.rename, name="rename_unit"),
    path("units/of/<str:code>/close/", units.close, name="close_unit"),
]
