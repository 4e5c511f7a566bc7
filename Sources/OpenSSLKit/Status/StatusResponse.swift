public import CPSDiagnostics

/// The answer of a status responder (RFC 6960, clause 4.2), read strictly.
///
/// Reading proves nothing about who signed it, nor that it is about what was asked: ``StatusStatement`` holds
/// what has to be judged.
public struct StatusResponse: Sendable {
  /// The longest answer that is read, in bytes (attack case HN-11); usual ones have about 2,000.
  public static let maximumLength = 65_536

  /// The encoding.
  public let der: [UInt8]
  /// Whether there is an answer; nobody signs it.
  public let status: ResponseStatus
  /// What the responder signed: there is one exactly when ``status`` is successful.
  public let statement: StatusStatement?

  /// The answer that exactly these bytes encode.
  ///
  /// - Throws: ``Diagnostic/statusResponseMalformed`` for anything that is not DER, not a response of the
  ///   basic type, or larger than a response has to be.
  public init(der: [UInt8]) throws(CPSError) {
    do throws(CPSError) {
      guard der.count <= Self.maximumLength else { throw DERElement.failure("\(der.count) bytes") }
      let element = try DERElement(der)
      let members = try element.children()
      guard element.tag == 0x30, let first = members.first else { throw DERElement.failure("response") }
      status = try ResponseStatus(first)
      statement = try Self.statement(members.dropFirst())
      guard (statement != nil) == (status == .successful) else {
        throw DERElement.failure("responseBytes beside \(status)")
      }
    } catch {
      let detail = error.reason ?? error.diagnostic.code
      throw CPSError(.statusResponseMalformed, ["detail": detail], reason: detail)
    }
    self.der = der
  }

  /// Reads responseBytes, of which only the basic type is known to anybody.
  private static func statement(_ rest: ArraySlice<DERElement>) throws(CPSError) -> StatusStatement? {
    guard let tagged = rest.first else { return nil }
    let values = try tagged.children()
    guard rest.count == 1, tagged.tag == 0xA0, values.count == 1, values[0].tag == 0x30 else {
      throw DERElement.failure("responseBytes")
    }
    let members = try values[0].children()
    guard members.count == 2, let bytes = members[1].octetString else {
      throw DERElement.failure("responseBytes")
    }
    guard members[0].objectIdentifier == .basicStatusResponse else {
      throw DERElement.failure("responseType")
    }
    return try StatusStatement(DERElement(bytes))
  }
}
