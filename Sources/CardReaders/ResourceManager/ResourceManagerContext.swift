internal import CPSDiagnostics

/// A context with the resource manager, released once.
///
/// A context serialises its own calls: each thread has one of its own. Only ``cancelWait()`` may be called
/// from another thread.
final class ResourceManagerContext: Sendable {
  let manager: any ResourceManager
  let context: ResourceManager.Context

  /// - Throws: what ``ServiceDiagnosis`` finds.
  init(with manager: any ResourceManager) throws(CPSError) {
    let result = manager.establishContext()
    guard result.code == .success else { throw manager.diagnosis().error(for: result.code) }
    self.manager = manager
    context = result.value
  }

  deinit { manager.releaseContext(context) }

  /// Wakes a thread that waits for a change; does nothing to a wait that has not begun.
  func cancelWait() { manager.cancel(context) }

  /// The readers of this moment.
  ///
  /// The list may grow between the call for its size and the call for its bytes: asked again, five times at
  /// most (attack case HR-11).
  func readerNames() throws(CPSError) -> [ReaderName] {
    var code = ReturnCode.insufficientBuffer
    for _ in 0..<5 {
      let length = manager.readerListLength(in: context)
      code = length.code
      if code == .noReaders { return [] }
      guard code == .success else { break }
      let list = manager.readerList(in: context, capacity: min(max(length.value, 1), Self.maximumLength))
      code = list.code
      if code == .noReaders { return [] }
      if code == .success { return ReaderName.names(inMultiString: list.value) }
      guard code == .insufficientBuffer else { break }
    }
    throw ReturnCodeTable.error(code, in: "SCardListReaders", reader: nil)
  }

  /// The most bytes of a list that are made room for: 256 readers with the longest names.
  private static let maximumLength = 256 * ReaderName.maximumLength
}
