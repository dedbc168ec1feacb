/* prctl(2) takes any number of arguments, which Swift cannot call. */
#include <sys/prctl.h>

/* Hands this process whatever its children leave behind when they end; 0 on success. */
static inline int adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
