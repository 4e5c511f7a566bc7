internal import CPSDiagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The right to write into a trust store: one process at a time.
///
/// Else two imports could each find the stored list older than their own, and the older of theirs be renamed
/// last. The system takes the lock back from a process that dies.
struct StoreLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock of the store in `folder`, which is there.
  ///
  /// - Throws: ``Diagnostic/trustStoreBusy`` when another process has it; ``Diagnostic/outputFailed``.
  init(of folder: String) throws(CPSError) {
    let path = "\(folder)/.lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else {
      throw CPSError(.outputFailed, ["path": path], reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw CPSError(.trustStoreBusy, ["path": folder])
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
