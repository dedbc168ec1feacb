#include <sqlite3.h>

/// Keeps the journals of savepoints in memory, however long they are. Only before SQLite is first
/// used; afterwards it answers SQLITE_MISUSE and changes nothing. (`sqlite3_config` takes variable
/// arguments, which Swift cannot pass.)
static inline int cordon_sqlite_keep_savepoints_in_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
}
