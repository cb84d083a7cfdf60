"""Limits on file size, row count and nesting depth of what is read."""

MEGABYTE = 1_000_000

MAX_FILE_BYTES = 200 * MEGABYTE  # one file, before it is opened
MAX_TEXT_CHARS = 20 * MEGABYTE  # one article's text
MAX_PAGE_CHARS = 10 * MEGABYTE  # one web page's source
MAX_PDF_PAGES = 2_000
MAX_FRONT_MATTER_CHARS = 64_000

MAX_ARCHIVE_FILES = 20_000
MAX_ARCHIVE_BYTES = 2_000 * MEGABYTE  # all files of an archive, unpacked
MAX_ARCHIVE_RATIO = 200  # unpacked : packed; text rarely compresses better than 20 : 1
RATIO_FREE_BYTES = MEGABYTE  # the ratio is not checked below this size

MAX_COLUMNS = 1_000
INSPECTED_ROWS = 200  # rows inspected to recognise a table's columns
INSPECTED_BYTES = 4 * MEGABYTE

MAX_FIELD_CHARS = 500  # a title, source, author or address
MAX_HINT_CHARS = 40
