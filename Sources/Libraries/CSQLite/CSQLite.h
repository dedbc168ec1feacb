#include <sqlite3.h>

/// How long a savepoint's journal is kept in memory before it goes to a file of its own, in bytes.
/// Only before SQLite is first used; afterwards it answers SQLITE_MISUSE and changes nothing.
/// (`sqlite3_config` takes variable arguments, which Swift cannot pass.)
static inline int cordon_sqlite_keep_savepoints_in_memory(int bytes) {
    return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes);
}
