internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSPrimitives

extension ConfigurationValue {
  /// A moment in UTC to the second, as RFC 3339 writes it.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  func moment() throws(CPSError) -> Timestamp {
    guard let moment = Timestamp(rfc3339: try string()) else {
      throw refusal("a moment is expected, such as 2022-03-22T00:00:00Z")
    }
    return moment
  }
}
