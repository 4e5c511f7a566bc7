#define _GNU_SOURCE
#include "csecret.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How long a deed may hang, in seconds: longer than a card needs for its reset. */
enum { DEED_LIMIT = 10 };
/* How long the daemon may take over a command that was with it when the parent died, in milliseconds: a
 * person at the keypad of a reader included. */
enum { LINGER = 120000 };
/* The dirent of getdents64(2), which glibc does not declare everywhere. */
struct entry {
  uint64_t inode;
  int64_t offset;
  uint16_t length;
  uint8_t type;
  char name[];
};

/* Whether `fd` is this end of a connection to a named Unix socket, as the one to a daemon is. */
static int leads_to_daemon(int fd) {
  struct sockaddr_un peer;
  socklen_t length = sizeof peer;
  return getpeername(fd, (struct sockaddr *)&peer, &length) == 0 && peer.sun_family == AF_UNIX &&
         length > offsetof(struct sockaddr_un, sun_path) + 1;
}

/* Closes all descriptors but `kept` and the connections to daemons: a lock or a listening socket of the
 * parent must not outlive it. Without stdio or malloc, whose locks another thread may have held at the
 * fork. */
static void close_others(int kept) {
  int directory = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return;
  _Alignas(struct entry) char buffer[4096];
  long count;
  while ((count = syscall(SYS_getdents64, directory, buffer, sizeof buffer)) > 0) {
    for (long at = 0; at < count;) {
      const struct entry *entry = (const struct entry *)(buffer + at);
      at += entry->length;
      if (entry->name[0] < '0' || entry->name[0] > '9') continue;
      int fd = atoi(entry->name);
      if (fd != kept && fd != directory && !leads_to_daemon(fd)) close(fd);
    }
  }
  close(directory);
}

/* Tells the daemons that nothing more comes, and returns when they have hung up: a daemon serves a connection in
 * order, so that by then it has done all that it was sent. Until then this end must stay open, or the daemon
 * would give up on it at its first answer. */
static void outlast_daemons(void) {
  struct pollfd fds[64];
  nfds_t count = 0;
  for (int fd = 0; fd < 1024 && count < 64; fd++) {
    if (!leads_to_daemon(fd)) continue;
    shutdown(fd, SHUT_WR);
    fds[count++] = (struct pollfd){.fd = fd, .events = POLLIN};
  }
  nfds_t open = count;
  while (open > 0 && poll(fds, count, LINGER) > 0) {
    for (nfds_t index = 0; index < count; index++) {
      char waste[512];
      if (!fds[index].revents || recv(fds[index].fd, waste, sizeof waste, MSG_DONTWAIT) > 0) continue;
      fds[index].fd = -1; /* which poll(2) leaves out */
      open--;
    }
  }
}

static void watch(int life, void (*deed)(intptr_t), intptr_t argument) {
  char byte;
  ssize_t got;
  /* What ends the parent's group or its terminal must not end this one first. */
  setsid();
  prctl(PR_SET_NAME, "card-guard");
  for (int number = 1; number < NSIG; number++)
    if (number != SIGALRM && number != SIGCHLD) signal(number, SIG_IGN);
  signal(SIGALRM, SIG_DFL);
  close_others(life);
  do got = read(life, &byte, 1);
  while (got < 0 && errno == EINTR);
  if (got == 1) _exit(0);
  sigset_t alarm_only;
  sigemptyset(&alarm_only);
  sigaddset(&alarm_only, SIGALRM);
  sigprocmask(SIG_UNBLOCK, &alarm_only, NULL);
  alarm(DEED_LIMIT);
  deed(argument);
  alarm(0);
  outlast_daemons();
  _exit(0);
}

int csecret_guard_begin(void (*deed)(intptr_t), intptr_t argument, struct csecret_guard *guard) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  pid_t child = fork();
  if (child == 0) {
    close(ends[1]);
    watch(ends[0], deed, argument);
  }
  close(ends[0]);
  if (child < 0) {
    close(ends[1]);
    return -1;
  }
  *guard = (struct csecret_guard){.life = ends[1], .child = (int)child};
  return 0;
}

void csecret_guard_end(struct csecret_guard guard) {
  /* A guard that was killed must not end this process by SIGPIPE. */
  sigset_t broken, before;
  sigemptyset(&broken);
  sigaddset(&broken, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken, &before);
  char byte = 0;
  if (write(guard.life, &byte, 1) < 0 && errno == EPIPE) {
    const struct timespec now = {0, 0};
    sigtimedwait(&broken, NULL, &now);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(guard.life);
  while (waitpid(guard.child, NULL, 0) < 0 && errno == EINTR) {
  }
}
