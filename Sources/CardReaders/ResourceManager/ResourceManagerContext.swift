internal import CPCSCLite
internal import CPSDiagnostics

/// A context with the resource manager, released once.
///
/// A context serialises its own calls: each thread has one of its own. Only ``cancelWait()`` may be called
/// from another thread.
final class ResourceManagerContext: Sendable {
  let handle: SCARDCONTEXT

  /// - Throws: what ``ServiceDiagnosis`` finds.
  init() throws(CPSError) {
    var handle: SCARDCONTEXT = 0
    let code = ReturnCode(SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &handle))
    guard code == .success else { throw ServiceDiagnosis.ofThisMachine().error(for: code) }
    self.handle = handle
  }

  deinit { SCardReleaseContext(handle) }

  /// Wakes a thread that waits for a change; does nothing to a wait that has not begun.
  func cancelWait() { SCardCancel(handle) }

  /// The readers of this moment.
  ///
  /// The list may grow between the call for its size and the call for its bytes: asked again, five times at
  /// most (attack case HR-11).
  func readerNames() throws(CPSError) -> [ReaderName] {
    var code = ReturnCode.insufficientBuffer
    for _ in 0..<5 {
      var length: DWORD = 0
      code = ReturnCode(SCardListReaders(handle, nil, nil, &length))
      if code == .noReaders { return [] }
      guard code == .success else { break }
      var buffer = [CChar](repeating: 0, count: Int(length))
      code = ReturnCode(SCardListReaders(handle, nil, &buffer, &length))
      if code == .noReaders { return [] }
      if code == .success {
        return ReaderName.names(inMultiString: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) })
      }
      guard code == .insufficientBuffer else { break }
    }
    throw ReturnCodeTable.error(code, in: "SCardListReaders", reader: nil)
  }
}
