"""How fast govpagecheck is, beside its peers: `make bench`."""
