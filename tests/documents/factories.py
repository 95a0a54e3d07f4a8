"""Papers of two invented kinds: one a period under a number, and one for each of many units."""

from datetime import timedelta
from io import BytesIO

import docx

from ballast.platform.documents import kinds, services
from ballast.platform.documents.kinds import Composed, Form, Kind
from ballast.platform.documents.models import Drafting, Letterhead, Paper, Passage, Receipt
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import actor_of
from tests.identity.factories import NOW, make_user

SEPTEMBER = "2023-09"
HEAD = {
    "issuer": "示例市重点项目建设领导小组办公室",
    "mandate": "经市政府同意",
    "series": "示重点办",
    "disclosure": "不予公开",
    "contact": "×××",
}


def docx_of(*lines):
    """A .docx of these paragraphs."""
    out, document = BytesIO(), docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def make_template(path, *lines):
    path.write_bytes(docx_of(*lines))
    return path


class City:
    """What the invented kinds tell; a test changes ``figure`` and the papers say another."""

    def __init__(self, folder):
        self.figure = "81.4"
        self.asked = []
        self.bulletin = Kind(
            code="bulletin",
            name="通报",
            form=Form.OFFICIAL,
            template=make_template(
                folder / "bulletin.docx",
                "{{ state }}{{ issuer }}文件",
                "{{ number }}",
                "{{ title }}",
                "{{ mandate }}，完成{{ rate }}%。",
                "{{ passages.主要问题 }}",
                "{% for row in rows %}{{ row.name }}；{% endfor %}",
                "{{ date }}",
            ),
            subjects=lambda period: [""],
            compose=self.compose_bulletin,
            sample=lambda: self.compose_bulletin(None)[0],
            numbered="",
        )
        self.notice = Kind(
            code="notice",
            name="预警通知书",
            form=Form.WORKING,
            template=make_template(folder / "notice.docx", "{{ title }} {{ number }} {{ rate }}"),
            subjects=lambda period: ["N", "S"],
            compose=self.compose_notices,
            sample=lambda: self.notice_of("N"),
            numbered="预警",
        )
        kinds.install([self.bulletin, self.notice])

    def compose_bulletin(self, query):
        self.asked.append(query)
        return [
            Composed(
                subject="",
                title="关于2023年1—9月\n推进情况的通报",
                values={"rate": self.figure, "rows": [{"name": "甲<乙>&丙"}]},
                passages={"主要问题": f"完成{self.figure}%，支撑不稳。"},
                addressees=("N", "S"),
                texts={"短信": f"完成{self.figure}%"},
            )
        ]

    def notice_of(self, subject):
        return Composed(
            subject=subject,
            title=f"{subject}预警通知书",
            values={"rate": self.figure},
            addressees=(subject,),
        )

    def compose_notices(self, query):
        self.asked.append(query)
        return [self.notice_of(subject) for subject in query.subjects]


class Office:
    """One person of the office, who does everything."""

    def __init__(self, name="王一"):
        self.user = make_user(role=Role.PROJECT_OFFICE, name=name)
        self.by = actor_of(self.user)
        self.at = NOW

    def act(self, service, papers, **said):
        """A minute later than what was done before."""
        self.at += timedelta(minutes=1)
        ids = [one.pk for one in papers]
        return service(by=self.by, at=self.at, ids=ids, **said)

    def draft(self, kind="bulletin", period=SEPTEMBER, **said):
        return services.draft(
            by=self.by, at=self.at, viewer=self.user, kind=kind, period=period, **said
        )

    def take_on(self, *papers):
        for paper in papers:
            texts = dict(paper.passages.order_by("pk").values_list("name", "text"))
            services.word(by=self.by, at=self.at, pk=paper.pk, texts=texts, taken=set(texts))

    def bring(self, papers, *steps, **said):
        """Take papers through steps; passages are taken on before."""
        self.take_on(*papers)
        for step in steps:
            self.act(step, papers, **said)
        return fresh(papers)

    def signed(self, papers):
        return self.bring(papers, services.submit, services.check, services.sign)

    def sent(self, papers):
        return self.bring(
            papers, services.submit, services.check, services.sign, services.seal, services.send
        )


def fresh(papers):
    return list(Paper.objects.filter(pk__in=[one.pk for one in papers]).order_by("pk"))


def make_letterhead(*, since=None, **said):
    since = since or NOW.date()
    return Letterhead.objects.create(**HEAD | said, valid_from=since, kept_by="tests", kept_at=NOW)


def make_sent_paper(unit):
    """A bulletin of the kind that is installed, in short, sent to one unit."""
    sample = kinds.kind("bulletin").sample()
    paper = Paper.objects.create(
        **HEAD,
        kind="bulletin",
        period=SEPTEMBER,
        state="sent",
        title=sample.title,
        values=dict(sample.values),
        digest=sample.digest,
        composed_on=NOW.date(),
        drafted_by=make_user(role=Role.PROJECT_OFFICE),
        sent_at=NOW,
    )
    Passage.objects.bulk_create(
        Passage(paper=paper, name=name, drafted=text, text=text)
        for name, text in sample.passages.items()
    )
    Receipt.objects.create(paper=paper, unit=unit)
    return paper


def make_drafting():
    """A month's papers that wait for the worker."""
    user = make_user(role=Role.PROJECT_OFFICE)
    return Drafting.objects.create(
        period=SEPTEMBER, kinds=["bulletin"], by=user, at=NOW, moved_at=NOW
    )
