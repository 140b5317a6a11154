"""The networks in the database."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.db.models import Q, Sum

from gaodi.apps.registry.models import Holding, Loan, Officer, Party


def test_every_row_keeps_the_promises_of_the_database(city):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert Officer.objects.exists()


def test_shares_of_the_flagship_add_up_in_exact_decimals(city, on):
    rows = Holding.objects.filter(company__short_name="砺岫新材", valid_from__lte=on)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))

    assert rows.aggregate(whole=Sum("capital_share"))["whole"] == Decimal(1)
    assert rows.filter(holder__short_name="翊朔创投").exists()


def test_the_flagship_owes_the_citys_bank(city):
    bank = Party.objects.get(short_name="漪岫银行")

    assert Loan.objects.filter(lender=bank, borrower__short_name="砺岫新材", state="active").exists()
