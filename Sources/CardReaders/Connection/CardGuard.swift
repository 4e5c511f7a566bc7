internal import CPCSCLite
internal import CPSDiagnostics
private import CSecret

/// Sees to an open card when this process is killed inside a transaction.
///
/// pcscd 1.9.9 ends the transaction of a client that died by releasing the card first and resetting it then
/// (`MSGRemoveContext`, `SCardDisconnect`). A program that asks without pause slips in between: it found the
/// PIN verified after 31 of 100 kills. The guard is a child process on the same connection to the daemon, which
/// therefore learns of the death only when the guard has ended the transaction in good order, with the reset
/// before the release. Whoever kills the guard as well is left with what the daemon does.
final class CardGuard {
  private let process: csecret_guard

  /// Guards the transaction that `card` is in.
  ///
  /// - Throws: ``Diagnostic/internalFault`` when the system gives no process: no PIN is presented unguarded.
  init(of handle: SCARDHANDLE) throws(CPSError) {
    var process = csecret_guard()
    guard csecret_guard_begin(cpsauth_reset_at_death, handle, &process) == 0 else {
      throw CPSError(.internalFault, reason: "no process to guard the card")
    }
    self.process = process
  }

  /// Lets the guard go: the transaction has ended.
  deinit { csecret_guard_end(process) }
}
