from django.urls import path

from .views import acting, desk, followed, monthly, paper, setting_up

app_name = "documents"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("export/", desk.export, name="export"),
    path("month/", monthly.begin, name="draft_month"),
    path("month/<int:pk>/", monthly.drafting, name="drafting"),
    path("submit/", acting.submit, name="submit"),
    path("redraft/", acting.redraft, name="redraft"),
    path("discard/", acting.discard, name="discard"),
    path("check/", acting.check, name="check"),
    path("send-back/", acting.send_back, name="send_back"),
    path("sign/", acting.sign, name="sign"),
    path("seal/", acting.seal, name="seal"),
    path("send/", acting.send, name="send"),
    path("withdraw/", acting.withdraw, name="withdraw"),
    path("receive/", acting.receive, name="receive"),
    path("letterhead/", setting_up.letterhead, name="letterhead"),
    path("letterhead/numbers/", setting_up.numbers, name="numbers"),
    path("templates/", setting_up.templates, name="templates"),
    path("templates/<str:kind>/", setting_up.replace, name="replace_template"),
    path("templates/<str:kind>/put-back/", setting_up.put_back, name="put_back"),
    path("templates/<str:kind>/file/", setting_up.template, name="template"),
    path("<int:pk>/", paper.paper, name="paper"),
    path("<int:pk>/passages/", paper.passages, name="passages"),
    path("<int:pk>/heading/", paper.heading, name="heading"),
    path("<int:pk>/correct/", paper.correct, name="correct"),
    path("<int:pk>/word/", paper.word, name="word"),
    path("<int:pk>/followed/", followed.paper, name="followed"),
    path("<int:pk>/followed/word/", followed.word, name="followed_word"),
]
