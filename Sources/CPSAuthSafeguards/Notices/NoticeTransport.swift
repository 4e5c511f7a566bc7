public import CPSDiagnostics

/// Hands notices over to whoever brings them to people.
public protocol NoticeTransport: Sendable {
  /// Hands a message over, and returns when it is somebody else's to bring.
  ///
  /// The same message may come twice, under one id.
  ///
  /// - Throws: ``Diagnostic/noticeNotSent``: it will be tried again.
  func send(_ message: NoticeMessage) async throws(CPSError)
}
