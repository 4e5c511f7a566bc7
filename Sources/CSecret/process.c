#define _GNU_SOURCE
#include "csecret.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int csecret_seal_process(void) {
  struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static int prepare(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int output) {
  int status = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
  if (status == 0) status = posix_spawn_file_actions_adddup2(actions, output, 1);
  if (status == 0) status = posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0);
  if (status == 0) status = posix_spawn_file_actions_addclosefrom_np(actions, 3);
  if (status == 0) status = posix_spawn_file_actions_addchdir_np(actions, "/");
  sigset_t none;
  sigemptyset(&none);
  if (status == 0) status = posix_spawnattr_setsigmask(attributes, &none);
  if (status == 0)
    status = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);
  return status;
}

int csecret_spawn_apart(const char *path, char *const arguments[], char *const environment[],
                        int *output) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  pid_t child = -1;
  int status = prepare(&actions, &attributes, ends[1]);
  if (status == 0) status = posix_spawn(&child, path, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close(ends[1]);
  if (status != 0) {
    close(ends[0]);
    return -1;
  }
  *output = ends[0];
  return (int)child;
}
