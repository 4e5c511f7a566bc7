#define _GNU_SOURCE
#include "csecret.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { ETX = 3, EOT = 4, BACKSPACE = 8, KILL_LINE = 21, SPACE = 32, RUBOUT = 127 };

static const int watched_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { WATCHED = sizeof watched_signals / sizeof *watched_signals };

/* While the terminal is silent these signals only leave a byte in a pipe: whichever thread takes one, the
 * reader wakes, the terminal is restored, and then the signal is raised again with its old meaning. */
static int wake[2] = {-1, -1};
/* Any thread may take the signal, and another one reads: sig_atomic_t would do within one thread alone. */
static atomic_int caught;

static void remember(int signal_number) {
  int saved = errno;
  caught = signal_number;
  ssize_t ignored = write(wake[1], "", 1);
  (void)ignored;
  errno = saved;
}

static long long now_milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void show(int fd, const char *text) {
  ssize_t ignored = write(fd, text, strlen(text));
  (void)ignored;
}

/* Milliseconds from now to `deadline`, 0 when it is past, -1 for none: what poll(2) wants. */
static int rest_of(long long deadline) {
  if (deadline < 0) return -1;
  long long rest = deadline - now_milliseconds();
  return rest > 0 ? (int)rest : 0;
}

static long long deadline_after(int milliseconds) {
  return milliseconds < 0 ? -1 : now_milliseconds() + milliseconds;
}

/* Waits until `fd` is readable: 1 yes, 0 time is up or a signal came, -1 an error. */
static int wait_readable(int fd, long long deadline) {
  struct pollfd watched[2] = {{.fd = fd, .events = POLLIN}, {.fd = wake[0], .events = POLLIN}};
  int ready = poll(watched, 2, rest_of(deadline));
  return ready > 0 && watched[0].revents == 0 ? 0 : ready;
}

static enum csecret_end read_keys(int fd, uint8_t *buffer, size_t capacity, size_t *count,
                                  long long deadline) {
  size_t used = 0;
  int overflow = 0;
  for (;;) {
    int ready = wait_readable(fd, deadline);
    if (caught) return CSECRET_CANCELLED;
    if (ready == 0) return CSECRET_TIMED_OUT;
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) return CSECRET_FAILED;
    uint8_t key = 0;
    ssize_t got = read(fd, &key, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return CSECRET_FAILED;
    /* The terminal is gone: what was typed so far is not a whole line, and must not pass for one. */
    if (got == 0) return CSECRET_END_OF_INPUT;
    if (key == '\n' || key == '\r') {
      *count = used;
      return overflow ? CSECRET_TOO_LONG : CSECRET_LINE;
    }
    if (key == ETX || key == EOT) return CSECRET_CANCELLED;
    if (key == KILL_LINE) {
      for (; used > 0; used--) show(fd, "\b \b");
      overflow = 0;
    } else if (key == BACKSPACE || key == RUBOUT) {
      if (used > 0) {
        used--;
        show(fd, "\b \b");
      }
    } else if (key < SPACE) {
      /* Other control keys (Tab, Ctrl-Z) are no part of a secret. */
    } else if (used < capacity) {
      buffer[used++] = key;
      show(fd, "*");
    } else {
      overflow = 1;
    }
    csecret_wipe(&key, 1);
  }
}

/* Raises a signal with its old meaning, on this thread whatever it blocks: runtimes block signals on their
 * worker threads, where raise(3) alone would wait for ever. */
static void raise_here(int signal_number) {
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal_number);
  pthread_sigmask(SIG_UNBLOCK, &one, NULL);
  raise(signal_number);
}

enum csecret_end csecret_read_terminal(int fd, uint8_t *buffer, size_t capacity, size_t *count,
                                       int milliseconds) {
  struct termios before, silent;
  *count = 0;
  if (tcgetattr(fd, &before) != 0) return CSECRET_FAILED;
  silent = before;
  silent.c_lflag &= (tcflag_t) ~(ECHO | ECHONL | ICANON | ISIG);
  silent.c_cc[VMIN] = 1;
  silent.c_cc[VTIME] = 0;

  if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) return CSECRET_FAILED;
  struct sigaction handler = {.sa_handler = remember}, old[WATCHED];
  caught = 0;
  for (size_t i = 0; i < WATCHED; i++) sigaction(watched_signals[i], &handler, &old[i]);

  enum csecret_end end = CSECRET_FAILED;
  if (tcsetattr(fd, TCSAFLUSH, &silent) == 0) {
    end = read_keys(fd, buffer, capacity, count, deadline_after(milliseconds));
    tcsetattr(fd, TCSAFLUSH, &before);
    show(fd, "\n");
  }
  if (end != CSECRET_LINE) {
    csecret_wipe(buffer, capacity);
    *count = 0;
  }

  int saved = errno;
  for (size_t i = 0; i < WATCHED; i++) sigaction(watched_signals[i], &old[i], NULL);
  close(wake[0]);
  close(wake[1]);
  if (caught) raise_here(caught);
  errno = saved;
  return end;
}

enum csecret_end csecret_read_descriptor(int fd, uint8_t *buffer, size_t capacity, size_t *count,
                                         int milliseconds) {
  size_t used = 0;
  int any = 0;
  uint8_t byte = 0;
  enum csecret_end end = CSECRET_LINE;
  long long deadline = deadline_after(milliseconds);
  *count = 0;
  if (isatty(fd)) {
    errno = EINVAL;
    return CSECRET_FAILED;
  }
  for (;;) {
    struct pollfd watched = {.fd = fd, .events = POLLIN};
    int ready = poll(&watched, 1, rest_of(deadline));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) end = CSECRET_TIMED_OUT;
    if (ready < 0) end = CSECRET_FAILED;
    if (ready <= 0) break;
    ssize_t got = read(fd, &byte, 1);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) end = CSECRET_FAILED;
    if (got == 0 && !any) end = CSECRET_END_OF_INPUT;
    if (got <= 0 || byte == '\n') break;
    any = 1;
    /* What follows is not read: an input without end would hold us for ever. */
    if (used == capacity) {
      end = CSECRET_TOO_LONG;
      break;
    }
    buffer[used++] = byte;
  }
  csecret_wipe(&byte, 1);
  if (end != CSECRET_LINE) {
    csecret_wipe(buffer, capacity);
    used = 0;
  } else if (used > 0 && buffer[used - 1] == '\r') {
    buffer[--used] = 0;
  }
  *count = used;
  return end;
}
