/* What Linux has and the Glibc module hides behind _GNU_SOURCE. */
int syncfs(int fd);
