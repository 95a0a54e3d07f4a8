"""What every answer tells the browser to refuse."""


def test_a_page_allows_only_our_own_scripts_and_styles(client):
    policy = client.get("/no-such-page/")["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == [
        "base-uri 'self'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
    ]


def test_a_page_says_the_other_things_that_keep_it_safe(client):
    headers = client.get("/no-such-page/").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
