/* A disk that fails on request: preloaded into a program, it lets the k-th call of one kind fail.
 *
 *   FAIL_BELOW   only files below this folder count
 *   FAIL_CALL    open (of a file to be made), write, fsync, syncfs or rename
 *   FAIL_AT      which call of that kind, from 1
 *   FAIL_CODE    the errno that it fails with
 *   FAIL_MODE    fail; stored: done all the same; torn: half of it is done, then the process is
 *                killed; kill: nothing is done, the process is killed
 *   FAIL_REPORT  a file that is told: `struck PATH SIZE`, with the size of standard output by then,
 *                and `lost INODE`, `kept INODE`
 *
 * After a failed flush Linux may mark the pages clean that never reached the disk: reading shows
 * what was written until they are evicted, and the next flush succeeds. So when a syncfs fails,
 * every file below FAIL_BELOW/ledger that was written since the last one is `lost`, unless it is
 * written again (`kept`). Whoever plays the power cut empties the files that stayed lost.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))
#define FILES_MAX 65536

static const char *below, *call, *mode;
static long at, count;
static int code, report = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static struct {
    ino_t inode;
    int is_lost;
} files[FILES_MAX];
static int file_count;

__attribute__((constructor)) static void begin(void)
{
    below = getenv("FAIL_BELOW");
    call = getenv("FAIL_CALL");
    mode = getenv("FAIL_MODE");
    if (!below || !call || !mode || !getenv("FAIL_AT") || !getenv("FAIL_CODE")) return;
    at = atol(getenv("FAIL_AT"));
    code = atoi(getenv("FAIL_CODE"));
    report = open(getenv("FAIL_REPORT"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    unsetenv("LD_PRELOAD");
}

static void tell(const char *format, ...)
{
    char line[PATH_MAX + 64];
    va_list words;
    va_start(words, format);
    int length = vsnprintf(line, sizeof line, format, words);
    va_end(words);
    if (report >= 0) REAL(ssize_t, write, int, const void *, size_t)(report, line, length);
}

/* Whether `path` is of the home; the path of a descriptor is put into `path`. */
static int is_below(const char *path)
{
    return report >= 0 && strncmp(path, below, strlen(below)) == 0;
}

static int is_file_below(int file, char *path)
{
    if (report < 0 || file <= 2 || file == report) return 0;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path);
}

/* Whether this is the call to fail. */
static int strikes(const char *name, const char *path)
{
    if (strcmp(name, call) != 0) return 0;
    pthread_mutex_lock(&turn);
    int now = ++count == at;
    if (now) {
        struct stat told;
        tell("struck %s %ld\n", path, fstat(1, &told) == 0 ? (long)told.st_size : 0L);
    }
    pthread_mutex_unlock(&turn);
    if (now && strcmp(mode, "kill") == 0) raise(SIGKILL);
    return now;
}

static int is_stored(void) { return strcmp(mode, "stored") == 0; }

static void note_write(int file, const char *path)
{
    struct stat found;
    if (strncmp(path + strlen(below), "/ledger/", 8) != 0 || fstat(file, &found) != 0) return;
    pthread_mutex_lock(&turn);
    int place = 0;
    while (place < file_count && files[place].inode != found.st_ino) place++;
    if (place < file_count && files[place].is_lost) tell("kept %lu\n", (unsigned long)found.st_ino);
    if (place == file_count && file_count < FILES_MAX) file_count++;
    if (place < file_count) {
        files[place].inode = found.st_ino;
        files[place].is_lost = 0;
    }
    pthread_mutex_unlock(&turn);
}

/* What a flush of everything leaves: all is safe, or all that was dirty is lost. */
static void note_flush(int failed)
{
    pthread_mutex_lock(&turn);
    for (int place = 0; failed && place < file_count; place++) {
        if (!files[place].is_lost) tell("lost %lu\n", (unsigned long)files[place].inode);
        files[place].is_lost = 1;
    }
    int kept = 0;
    for (int place = 0; !failed && place < file_count; place++)
        if (files[place].is_lost) files[kept++] = files[place];
    if (!failed) file_count = kept;
    pthread_mutex_unlock(&turn);
}

/* Half of a write, then death; or nothing; or all of it, reported as failed. */
#define WRITE(...) \
    char path[PATH_MAX]; \
    int is_ours = is_file_below(file, path); \
    if (is_ours) note_write(file, path); \
    if (is_ours && strikes("write", path)) { \
        int is_torn = strcmp(mode, "torn") == 0; \
        if (is_torn) size = size / 2; \
        if (is_torn || is_stored()) real(__VA_ARGS__); \
        if (is_torn) raise(SIGKILL); \
        errno = code; \
        return -1; \
    } \
    return real(__VA_ARGS__)

ssize_t write(int file, const void *bytes, size_t size)
{
    ssize_t (*real)(int, const void *, size_t) = REAL(ssize_t, write, int, const void *, size_t);
    WRITE(file, bytes, size);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset)
{
    ssize_t (*real)(int, const void *, size_t, off_t) =
        REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    WRITE(file, bytes, size, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
{
    ssize_t (*real)(int, const void *, size_t, off64_t) =
        REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    WRITE(file, bytes, size, offset);
}

#define FLUSH(name, kind) \
    int name(int file) \
    { \
        char path[PATH_MAX]; \
        int is_ours = is_file_below(file, path); \
        int fails = is_ours && strikes(kind, path); \
        int is_all = is_ours && strcmp(kind, "syncfs") == 0; \
        if (is_all) note_flush(fails && !is_stored()); \
        if (!fails || is_stored()) { \
            int result = REAL(int, name, int)(file); \
            if (!fails) return result; \
        } \
        errno = code; \
        return -1; \
    }

FLUSH(fsync, "fsync")
FLUSH(fdatasync, "fsync")
FLUSH(syncfs, "syncfs")

int rename(const char *from, const char *to)
{
    int fails = is_below(to) && strikes("rename", to);
    if (!fails || is_stored()) {
        int result = REAL(int, rename, const char *, const char *)(from, to);
        if (!fails) return result;
    }
    errno = code;
    return -1;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list words; \
        va_start(words, flags); \
        mode_t rights = va_arg(words, mode_t); \
        va_end(words); \
        if (flags & O_CREAT && is_below(path) && strikes("open", path)) { \
            errno = code; \
            return -1; \
        } \
        return REAL(int, name, const char *, int, ...)(path, flags, rights); \
    }

OPEN(open)
OPEN(open64)
