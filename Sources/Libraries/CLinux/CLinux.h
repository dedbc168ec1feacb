/* What Linux has and the Glibc module hides behind _GNU_SOURCE, or leaves out. Types are spelled
   out: a header included here would claim them from the Glibc module. */
int syncfs(int fd);
int memfd_create(const char *name, unsigned int flags);
long lgetxattr(const char *path, const char *name, void *value, unsigned long size);
/* The first argument is a posix_spawn_file_actions_t *. */
int posix_spawn_file_actions_addclosefrom_np(void *actions, int from);
int posix_spawn_file_actions_addchdir_np(void *actions, const char *path);
