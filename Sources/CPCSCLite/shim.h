/* The client side of PC/SC lite; macros that Swift cannot import are wrapped here. */
#ifndef CPSAUTH_CPCSCLITE_SHIM_H
#define CPSAUTH_CPCSCLITE_SHIM_H

#include <stdint.h>
#include <winscard.h>

/* SCARD_PCI_T0 and SCARD_PCI_T1 take the address of a global, which Swift does not import. */
static inline const SCARD_IO_REQUEST *cpsauth_protocol_control(DWORD protocol) {
  return protocol == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
}

/* Ends the transaction of a handle with a reset of its card; what the guard of a transaction does between fork
 * and exec, where no Swift may run. What it reads may be the answer to a command that was under way: the order
 * to the daemon counts. */
static inline void cpsauth_reset_at_death(intptr_t handle) {
  SCardEndTransaction((SCARDHANDLE)handle, SCARD_RESET_CARD);
}

#endif
