"""The yardstick of a cold posting: a bare SQLAlchemy Core script that inserts the rows of one repayment."""

import sys
from datetime import UTC, datetime

from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, event, func, insert, select

meta = MetaData()


def table(name, numbers, texts):
    columns = [Column(column, Integer) for column in numbers.split()] + [
        Column(column, Text) for column in texts.split()
    ]
    return Table(name, meta, *columns)


record = table("record", "office_id number", "kind recorded_at actor body previous digest")
record_text = table("record_text", "office_id record", "salt text")
entry = table(
    "journal_entry", "office_id record number reverses", "entry_date kind series month receipt key content"
)
line = table("journal_line", "office_id entry line debit credit",
             "entry_date account_code group_code member_code loan_number fund_code asset_code")  # fmt: skip
movement = table("loan_movement", "office_id record disbursed principal service", "loan_number counts_on")


def post(path):
    engine = create_engine("sqlite+pysqlite:///" + path)
    event.listen(
        engine,
        "connect",
        lambda raw, _record: raw.executescript("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL"),
    )
    with engine.begin() as connection:
        number = (
            connection.execute(select(func.max(record.c.number)).where(record.c.office_id == 1)).scalar_one()
            + 1
        )
        voucher = (
            connection.execute(select(func.max(entry.c.number)).where(entry.c.office_id == 1)).scalar_one()
            + 1
        )
        key, on = {"office_id": 1, "record": number}, "2026-02-15"
        now = datetime.now(UTC).isoformat()
        connection.execute(insert(record).values(office_id=1, number=number, kind="jurnal", recorded_at=now,
                                                 actor="pembuku", body="x" * 300, previous="0" * 64, digest="0" * 64))  # fmt: skip
        connection.execute(insert(record_text).values(key | {"salt": "0" * 32, "text": "Angsuran"}))
        common = {
            "office_id": 1,
            "entry": number,
            "entry_date": on,
            "fund_code": "bergulir",
            "loan_number": "P-2020-0001",
        }
        parts = (("11010", 100000, 0), ("11030", 0, 90000), ("41010", 0, 10000))
        connection.execute(insert(line), [common | {"line": place, "account_code": code, "debit": debit, "credit": credit}
                                          for place, (code, debit, credit) in enumerate(parts, 1)])  # fmt: skip
        connection.execute(insert(entry).values(key | {"number": voucher, "entry_date": on, "kind": "angsuran",
                                                       "series": "KM", "month": "2026-02"}))  # fmt: skip
        connection.execute(insert(movement).values(key | {"loan_number": "P-2020-0001", "counts_on": on, "disbursed": 0,
                                                          "principal": 90000, "service": 10000}))  # fmt: skip
    print(f"KM/2026/02/{voucher:04d}")


post(sys.argv[1])
