"""The search: what of a site can be found, and the index that the search box loads in pieces.

In: the dossier and the hand-written pages. Out: files below `search/`, which the script
templates/theme/assets/search.js reads in the browser.

* What can be found: `generated.generated`, or `entity_page`, `source_page`, `gathered_pages` of it
  for some pages; `written.written_page`. Each gives a `findable.Findable`.
* All files from nothing: `index.part` reads some pages, in any process; `index.build` puts the
  parts together.
* What changes: `update.update`, from the files that there are and the pages that came, changed
  or went. It gives, byte for byte, what building from nothing would.

The order of the modules: words → findable → written, generated; postings, cuts → manifest →
records, blocks → index; shelf, cabinet → update.
"""

SEARCH = "search"
"""The folder of the index, below the root of the site."""
