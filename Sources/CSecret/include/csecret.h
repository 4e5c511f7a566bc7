/* Memory for secrets, the terminal without echo, and the process that holds a secret: the only C of the
 * project.
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
