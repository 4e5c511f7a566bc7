/* The client side of PC/SC lite; macros that Swift cannot import are wrapped here. */
#ifndef CPSAUTH_CPCSCLITE_SHIM_H
#define CPSAUTH_CPCSCLITE_SHIM_H

#include <winscard.h>

/* SCARD_PCI_T0 and SCARD_PCI_T1 take the address of a global, which Swift does not import. */
static inline const SCARD_IO_REQUEST *cpsauth_protocol_control(DWORD protocol) {
  return protocol == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
}

#endif
