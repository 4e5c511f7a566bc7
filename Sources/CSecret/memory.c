#define _GNU_SOURCE
#include "csecret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t whole_pages(size_t length) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t pages = length == 0 ? 1 : (length - 1) / page + 1;
  return pages * page;
}

void *csecret_allocate(size_t length, int *locked) {
  size_t size = whole_pages(length);
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return NULL;
  *locked = mlock(memory, size) == 0;
  madvise(memory, size, MADV_DONTDUMP);
  madvise(memory, size, MADV_WIPEONFORK);
  return memory;
}

void csecret_release(void *memory, size_t length) {
  if (memory == NULL) return;
  size_t size = whole_pages(length);
  explicit_bzero(memory, size);
  munlock(memory, size);
  munmap(memory, size);
}

void csecret_wipe(void *memory, size_t length) {
  if (memory != NULL) explicit_bzero(memory, length);
}
