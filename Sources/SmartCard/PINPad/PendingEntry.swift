package import CPSDiagnostics
private import Synchronization

/// An entry on its way to one use, for closures that escape; wiped with its owner when it comes to none.
package final class PendingEntry: Sendable {
  private let content: Mutex<PINEntry?>

  /// Takes over an entry.
  package init(_ entry: consuming sending PINEntry) { content = Mutex(entry) }

  /// The entry, the first time.
  ///
  /// - Throws: ``Diagnostic/internalFault`` the second time.
  package func take() throws(CPSError) -> PINEntry {
    guard let entry = content.withLock({ $0.take() }) else {
      throw CPSError(.internalFault, reason: "a second use of one entry")
    }
    return entry
  }
}
