"""`python -m refmgr` is the command `refmgr`."""

from refmgr.cli.main import main

if __name__ == "__main__":
    main()
