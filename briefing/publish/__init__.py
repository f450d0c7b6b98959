"""MkDocs: the dossier goes in as pages, a finished site comes out."""
