import CPSDiagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where two processes wait for each other, once a round, so that no scheduler can let one win all.
///
/// Each has a named pipe; arriving is a byte into the other's and a byte out of one's own.
struct StartingLine {
  private let own: Int32
  private let other: Int32

  init(own ownPath: String, other otherPath: String) throws(CPSError) {
    // Open for both directions, so that neither waits for the other at opening (fifo(7)).
    own = open(ownPath, O_RDWR | O_CLOEXEC)
    other = open(otherPath, O_RDWR | O_CLOEXEC)
    guard own >= 0, other >= 0 else { throw CPSError(.inputMissing, ["path": ownPath]) }
  }

  /// Returns when the other process has arrived as often as this one.
  func meet() {
    var byte: UInt8 = 0
    while write(other, &byte, 1) < 0, errno == EINTR {}
    while read(own, &byte, 1) < 0, errno == EINTR {}
  }
}
