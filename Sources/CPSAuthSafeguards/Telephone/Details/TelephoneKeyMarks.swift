public import CPSAuth
public import CPSDiagnostics

/// Which key each epoch of the telephone check has: records of the kind `telephone-key`, by the name of the epoch.
///
/// Under another key of the same epoch nobody would be confirmed any more, and each call would count as a failure.
public struct TelephoneKeyMarks: Sendable {
  private let book: RecordBook<TelephoneKeyMark>

  /// The marks in a store.
  ///
  /// - Parameter secret: the service's secret, shared by its processes.
  public init(in store: any AuthStore, sealedBy secret: ServiceSecret) {
    book = RecordBook("telephone-key", in: store, sealedBy: secret)
  }

  /// Takes the keys of a ring for those of their epochs, before anything is compared or registered under them.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` where an epoch has another key; ``Diagnostic/storeUnavailable``,
  ///   ``Diagnostic/storeCorrupt``.
  public func adopt(_ ring: TelephoneKeyRing) async throws(CPSError) {
    for key in ring.all {
      let mark = TelephoneKeyMark(try key.mark())
      try await book.change(key.epoch) { known throws(CPSError) in
        guard known == nil || known == mark else {
          throw CPSError(
            .configurationInvalid,
            ["place": "telephone", "detail": "another key than before under the epoch \(key.epoch)"])
        }
        return mark
      }
    }
  }

  /// Seals every record under the present secret of the service, so that the one before it can be given up.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  public func sealAnew() async throws(CPSError) { try await book.sealAnew() }
}
