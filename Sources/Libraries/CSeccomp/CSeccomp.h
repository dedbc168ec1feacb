#include <seccomp.h>

#include <spawn.h>

// GNU calls that Swift's Glibc module leaves out; starting a confined process needs them.
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
