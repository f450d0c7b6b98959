"""Incremental builds: what the last build knew is kept, and what is the same is not made again.

In: a ledger and a data folder. Out: a site, byte for byte as a build from nothing would make it.
The order of the modules: inputs → made → keeping; memory → compared → changes → revised →
revision → anew → session → update.
"""
