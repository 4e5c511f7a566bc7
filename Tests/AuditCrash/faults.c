/*
 * Ends a process in the middle of its writes, for tests: put before it with LD_PRELOAD.
 *
 * Counts what changes files whose path begins with CPSAUTH_FAULT_FILE (pwrite, write, ftruncate, fdatasync, fsync; with
 * CPSAUTH_FAULT_KIND=wal only those of the write-ahead log), and at number CPSAUTH_FAULT_AT sends SIGKILL to the
 * process, as CPSAUTH_FAULT_MODE says:
 *
 *   before  instead of the operation
 *   torn    after half of a write
 *   after   after the operation, before the caller hears of it
 *   power   instead of the operation, and what no sync has made durable is undone: all of it, or, with an odd
 *           CPSAUTH_FAULT_SEED, each write or not by chance
 *
 * A process that ends by itself leaves the count in the file CPSAUTH_FAULT_COUNT.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct change {
  struct change *before;
  int file;
  off_t offset;
  size_t length;
  off_t size;
  char content[];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct change *changes;
static long count, limit;
static const char *prefix, *kind, *mode;
static unsigned long seed;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fdatasync)(int);
static int (*real_fsync)(int);

static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value ? value : "";
}

__attribute__((constructor)) static void begin(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  prefix = setting("CPSAUTH_FAULT_FILE");
  kind = setting("CPSAUTH_FAULT_KIND");
  mode = setting("CPSAUTH_FAULT_MODE");
  limit = atol(setting("CPSAUTH_FAULT_AT"));
  seed = strtoul(setting("CPSAUTH_FAULT_SEED"), NULL, 10);
}

__attribute__((destructor)) static void end(void) {
  const char *path = setting("CPSAUTH_FAULT_COUNT");
  if (!*path) return;
  FILE *file = fopen(path, "w");
  if (!file) return;
  fprintf(file, "%ld\n", count);
  fclose(file);
}

/* Whether a descriptor is of a file that is watched, and whether its changes count. */
static int is_watched(int file, int *counts) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0 || !*prefix) return 0;
  path[length] = 0;
  if (strncmp(path, prefix, strlen(prefix))) return 0;
  const char *suffix = path + strlen(prefix);
  if (strcmp(suffix, "") && strcmp(suffix, "-wal")) return 0;
  *counts = strcmp(kind, "wal") || !strcmp(suffix, "-wal");
  return 1;
}

static int chance(void) {
  seed = seed * 6364136223846793005UL + 1442695040888963407UL;
  return (seed >> 40) & 1;
}

/* Descriptors may be closed and opened again: a file is known by its inode. */
static int is_same(int one, int other) {
  struct stat a, b;
  return !fstat(one, &a) && !fstat(other, &b) && a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

static void note(int file, off_t offset, size_t length) {
  struct stat status;
  struct change *change = calloc(1, sizeof *change + length);
  if (!change || fstat(file, &status)) abort();
  change->before = changes;
  change->file = dup(file);
  change->offset = offset;
  change->length = length;
  change->size = status.st_size;
  if (pread(file, change->content, length, offset) < 0) change->length = 0;
  changes = change;
}

static void forget(int file) {
  struct change **place = &changes;
  while (*place) {
    struct change *change = *place;
    if (is_same(change->file, file)) {
      *place = change->before;
      close(change->file);
      free(change);
    } else {
      place = &change->before;
    }
  }
}

static void undo(void) {
  int all = !(seed & 1);
  for (struct change *change = changes; change; change = change->before) {
    if (!all && chance()) continue;
    real_pwrite(change->file, change->content, change->length, change->offset);
    /* What it added at the end is gone, unless something behind it stays. */
    struct stat status;
    if (!fstat(change->file, &status) && status.st_size == change->offset + (off_t)change->length
        && change->size < status.st_size)
      real_ftruncate(change->file, change->size);
  }
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* Called before an operation; does not return where the process ends. */
static int is_last(int counts) { return counts && ++count == limit; }

static ssize_t change(int file, const void *bytes, size_t length, off_t offset, int at_place) {
  int counts = 0;
  if (!is_watched(file, &counts))
    return at_place ? real_pwrite(file, bytes, length, offset) : real_write(file, bytes, length);
  pthread_mutex_lock(&lock);
  off_t place = at_place ? offset : lseek(file, 0, SEEK_CUR);
  int last = is_last(counts);
  if (last && !strcmp(mode, "before")) die();
  if (last && !strcmp(mode, "power")) {
    undo();
    die();
  }
  if (last && !strcmp(mode, "torn")) {
    real_pwrite(file, bytes, length / 2, place);
    die();
  }
  if (!strcmp(mode, "power")) note(file, place, length);
  ssize_t result = at_place ? real_pwrite(file, bytes, length, offset) : real_write(file, bytes, length);
  if (last) die();
  pthread_mutex_unlock(&lock);
  return result;
}

static int settle(int file, int (*operation)(int)) {
  int counts = 0;
  if (!is_watched(file, &counts)) return operation(file);
  pthread_mutex_lock(&lock);
  int last = is_last(counts);
  if (last && !strcmp(mode, "power")) undo();
  if (last && strcmp(mode, "after")) die();
  int result = operation(file);
  if (!result) forget(file);
  if (last) die();
  pthread_mutex_unlock(&lock);
  return result;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off_t offset) {
  return change(file, bytes, length, offset, 1);
}
ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
  return change(file, bytes, length, offset, 1);
}
ssize_t write(int file, const void *bytes, size_t length) { return change(file, bytes, length, 0, 0); }
int fdatasync(int file) { return settle(file, real_fdatasync); }
int fsync(int file) { return settle(file, real_fsync); }

static int cut(int file, off_t length) {
  int counts = 0;
  if (!is_watched(file, &counts)) return real_ftruncate(file, length);
  pthread_mutex_lock(&lock);
  int last = is_last(counts);
  if (last && !strcmp(mode, "power")) undo();
  if (last && strcmp(mode, "after")) die();
  int result = real_ftruncate(file, length);
  if (last) die();
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate64(int file, off_t length) { return cut(file, length); }
int ftruncate(int file, off_t length) { return cut(file, length); }
