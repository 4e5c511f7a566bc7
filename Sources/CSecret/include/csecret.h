/* Memory for secrets, the terminal without echo, the process that holds a secret, and the guard of a card
 * that is open: the only C of the project.
 *
 * A secret lives on pages of its own: locked in memory where the limit allows, left out of core files,
 * zero in a forked child, wiped before it is given back. */
#ifndef CSECRET_H
#define CSECRET_H

#include <stddef.h>
#include <stdint.h>

/* Pages for `length` bytes, all zero, or NULL with errno set. `*locked` becomes 1 when the pages cannot be
 * swapped out, else 0 (RLIMIT_MEMLOCK); the caller decides whether to go on. */
void *csecret_allocate(size_t length, int *locked);

/* Wipes and returns what csecret_allocate gave for the same `length`. NULL is allowed. */
void csecret_release(void *memory, size_t length);

/* Sets `length` bytes to zero; never left out by an optimiser. */
void csecret_wipe(void *memory, size_t length);

/* Closes this process to its neighbours: no core file, and no ptrace or /proc/PID/mem by other processes
 * of the same user (prctl(2), PR_SET_DUMPABLE). 0, or -1 with errno set. */
int csecret_seal_process(void);

/* Starts `path` in a session of its own, with /dev/null as input and error output, no other descriptor of
 * this process, no blocked signal, and / as directory. `*output` is where its standard output is read. Its
 * pid, or -1. */
int csecret_spawn_apart(const char *path, char *const arguments[], char *const environment[], int *output);

/* A child process that waits for this one to die. */
struct csecret_guard {
  int life;  /* the end of a pipe that closes with this process */
  int child; /* the pid */
};

/* Starts a child that calls `deed` with `argument` if this process dies before csecret_guard_end, whatever
 * kills it, and then ends. Ctrl-C, the end of the terminal and SIGTERM do not reach the child. It shares the
 * connections to daemons that this process has (named Unix sockets), so that none of them sees the death
 * before the deed is done; every other descriptor is closed in it. `deed` runs between fork and exec;
 * the child stays until those daemons have done all that they were sent. 0, or -1 with errno set. */
int csecret_guard_begin(void (*deed)(intptr_t), intptr_t argument, struct csecret_guard *guard);

/* Ends a guard whose deed is not needed any more, and waits until it is gone. */
void csecret_guard_end(struct csecret_guard guard);

/* What a line read from a terminal or a descriptor ended with. */
enum csecret_end {
  CSECRET_LINE = 0,        /* a newline, or the end of the input after at least one byte */
  CSECRET_END_OF_INPUT = 1, /* the end of the input and nothing before it */
  CSECRET_CANCELLED = 2,   /* Ctrl-C, Ctrl-D, or a signal that ends the process */
  CSECRET_TOO_LONG = 3,    /* more bytes than the buffer holds */
  CSECRET_TIMED_OUT = 4,   /* nothing complete was typed in time */
  CSECRET_FAILED = 5       /* errno says why */
};

/* Reads one line from the terminal `fd` without echo, byte by byte, straight into `buffer`. Backspace and
 * Ctrl-U edit; a star is written for each byte. The terminal's state is restored on every way out,
 * signals SIGINT, SIGTERM, SIGHUP and SIGQUIT included. `milliseconds` < 0 waits for ever. */
enum csecret_end csecret_read_terminal(int fd, uint8_t *buffer, size_t capacity, size_t *count,
                                       int milliseconds);

/* Reads one line from a descriptor that is not a terminal, straight into `buffer`. `milliseconds` < 0 waits
 * for ever. A terminal is refused (CSECRET_FAILED, errno EINVAL): it would show what is typed. */
enum csecret_end csecret_read_descriptor(int fd, uint8_t *buffer, size_t capacity, size_t *count,
                                         int milliseconds);

#endif
