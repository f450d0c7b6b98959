"""The engine: YAML facts in, MkDocs pages out.

Read the modules in the order of the flow:
files → load → model → subject → check → link → pages → render → publish.
"""
