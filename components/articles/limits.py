"""How large, how many and how deep: what a file may be before it is turned away."""

MEGABYTE = 1_000_000

MAX_FILE_BYTES = 200 * MEGABYTE  # of one file, before it is opened
MAX_TEXT_CHARS = 20 * MEGABYTE  # of one article's text
MAX_PAGE_CHARS = 10 * MEGABYTE  # of one web page's source
MAX_PDF_PAGES = 2_000
MAX_FRONT_MATTER_CHARS = 64_000

MAX_ARCHIVE_FILES = 20_000
MAX_ARCHIVE_BYTES = 2_000 * MEGABYTE  # everything in an archive, unpacked
MAX_ARCHIVE_RATIO = 200  # unpacked to packed; text rarely packs better than 20 to 1
RATIO_FREE_BYTES = MEGABYTE  # small files may pack as well as they like

MAX_COLUMNS = 1_000
INSPECTED_ROWS = 200  # rows looked at to tell what a table's columns are
INSPECTED_BYTES = 4 * MEGABYTE

MAX_FIELD_CHARS = 500  # of a title, source, author or address
MAX_HINT_CHARS = 40
