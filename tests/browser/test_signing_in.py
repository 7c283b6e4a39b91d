from tests.factories.orgs import PASSWORD, UserFactory


def test_a_clerk_signs_in_and_finds_an_own_page(page, transactional_db):
    UserFactory(username="canbo", reporter=True)

    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill("canbo")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")

    page.wait_for_url("**/work/")
    assert page.locator("html").get_attribute("lang") == "vi"
