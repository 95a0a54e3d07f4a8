"""Chinese first, English complete."""


def test_a_page_speaks_chinese_whatever_the_browser_was_set_up_for(client):
    page = client.get("/no-such-page/", headers={"Accept-Language": "en-US"}).content.decode()

    assert '<html lang="zh-CN">' in page
    assert "未找到该页面" in page


def test_who_chooses_english_goes_on_in_english_on_the_same_page(client):
    answer = client.post("/ui/language/", {"language": "en", "next": "/no-such-page/?tab=2"})

    assert (answer.status_code, answer["Location"]) == (302, "/no-such-page/?tab=2")
    page = client.get("/no-such-page/").content.decode()
    assert '<html lang="en">' in page
    assert "Page not found" in page


def test_the_switch_sends_nobody_to_another_site(client):
    answer = client.post("/ui/language/", {"language": "en", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/"
