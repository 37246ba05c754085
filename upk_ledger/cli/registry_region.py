"""The commands of a region of many UPK, and those by which a UPK reports to it."""

from upk_ledger.cli.branches import Branch, Entry

REGION = Branch(
    "Wilayah: pembinaan banyak UPK oleh Pemda",
    {
        "mulai": Entry("Mulai buku wilayah untuk banyak UPK", "region.start:start"),
    },
)
