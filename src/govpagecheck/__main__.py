"""`python -m govpagecheck` is the command `govpagecheck`."""

from govpagecheck.cli import main

if __name__ == "__main__":
    main()
