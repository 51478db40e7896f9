"""The icon that browsers ask for by themselves."""


def test_the_icon_asked_for_beside_a_text_is_the_one_of_the_pages(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].endswith(".svg")
    assert "icons/favicon" in response["Location"]
