"""Every public page answers, says what it must, and asks little of the database."""

import pytest
from django.core.cache import cache
from django.test import Client

PAGES = (
    "/", "/policy/", "/policy/2/", "/policy/5/", "/policy/8/", "/programmes/", "/programmes/listing_award/",
    "/listings/", "/units/zichuan/", "/search/", "/search/?q=5", "/about-data/", "/accessibility/", "/help/",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_anybody_reads_every_page_before_anyone_was_judged(quick_pages, address):
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("address", ["/policy/26/", "/programmes/nothing/", "/units/nowhere/"])
def test_what_is_not_there_is_not_found(quick_pages, address):
    assert Client().get(address).status_code == 404


def test_nothing_is_written_through_a_public_page(quick_pages):
    assert Client().post("/search/", {"q": "5"}).status_code == 405


def test_the_front_says_that_it_is_a_demonstration(quick_pages):
    page = Client().get("/").content.decode()

    assert "哪些是真的，哪些是演示" in page


def test_words_asked_for_are_printed_as_text(quick_pages):
    page = Client().get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page


def test_a_unit_with_few_firms_prints_no_number_of_them(city):
    page = Client().get("/units/wenchanghu/").content.decode()

    assert "少于 5 家" in page


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 16),
        ("/listings/", 15),
        ("/programmes/", 15),
        ("/policy/", 15),
        ("/policy/5/", 17),
        ("/search/?q=5", 15),
    ],
)
def test_pages_ask_little_of_the_database(city, django_assert_max_num_queries, address, most):
    cache.clear()
    client = Client()
    client.get(address)

    with django_assert_max_num_queries(most):
        client.get(address)
