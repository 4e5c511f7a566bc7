/* The client side of PostgreSQL. */
#ifndef CPSAUTH_CPQ_SHIM_H
#define CPSAUTH_CPQ_SHIM_H

#include <libpq-fe.h>

/* Replaces the processor of libpq, which writes every notice of the server to standard error. */
static inline void cpsauth_ignore_notice(void *context, const char *message) {
  (void)context;
  (void)message;
}
static inline void cpsauth_PQignoreNotices(PGconn *connection) {
  PQsetNoticeProcessor(connection, cpsauth_ignore_notice, NULL);
}

#endif
