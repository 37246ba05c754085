"""`python -m upk_ledger`, the same as `upk`."""

from upk_ledger.cli.start import run

if __name__ == "__main__":
    run()
