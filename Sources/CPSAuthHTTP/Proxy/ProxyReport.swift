internal import CPSAuth
internal import CPSDiagnostics
internal import CPSTrust
internal import HTTPTypes

/// What a proxy that has shown who it is says of a client.
///
/// Every field stands once or not at all (attack case HN-21); a list, or a second field beside that of the proxy, is
/// refused rather than chosen from.
struct ProxyReport {
  /// What nginx writes for a client without a certificate.
  private static let noCertificate = "NONE"
  /// What nginx writes for a connection that took up no earlier session.
  private static let freshConnection = "."

  /// The name of the client's network, for limits; nil when the proxy says none.
  let source: String?
  /// The client's network, for quotas; nil when the proxy says none.
  let network: NetworkName?
  /// The client's address, for bans; nil when the proxy says none.
  let address: IPAddress?
  /// The client's certificate; nil when the client showed none.
  let presentation: TLSClientPresentation?

  /// Reads the fields of a request.
  ///
  /// - Throws: ``Diagnostic/proxyFieldInvalid`` with the name of a field that is doubled or broken;
  ///   ``Diagnostic/tlsClientRefused`` for a certificate that the proxy did not accept, or that was shown over a
  ///   connection that took up an earlier session.
  init(reading fields: HTTPFields) throws(CPSError) {
    source = try Self.only(.clientAddress, in: fields).map { value throws(CPSError) in
      guard let name = RequestSource.name(ofAddress: value) else { throw Self.refusal(.clientAddress) }
      return name
    }
    network = try Self.only(.clientAddress, in: fields).flatMap(NetworkName.init(ofAddress:))
    address = try Self.only(.clientAddress, in: fields).flatMap(IPAddress.init)
    presentation = try Self.presentation(in: fields)
  }

  private static func presentation(in fields: HTTPFields) throws(CPSError) -> TLSClientPresentation? {
    let verdict = try only(.clientVerdict, in: fields)
    let certificate = try only(.clientCertificate, in: fields)
    let version = try only(.clientTLSVersion, in: fields)
    let reuse = try only(.clientSessionReuse, in: fields)
    guard let verdict, !verdict.isEmpty, verdict != noCertificate else {
      // A certificate that nobody judged must not pass for none (rule 20 of igc-sante.md, section 4).
      guard certificate?.isEmpty != false else { throw refusal(.clientVerdict) }
      return nil
    }
    guard let der = certificate.flatMap(ForwardedCertificate.der(in:)) else {
      throw refusal(.clientCertificate)
    }
    guard let version = version.flatMap(TLSProtocolVersion.init(rawValue:)) else {
      throw refusal(.clientTLSVersion)
    }
    guard let reuse else { throw refusal(.clientSessionReuse) }
    return try .reportedByAuthenticatedProxy(
      certificate: der, version: version, verdict: verdict, isResumed: reuse != freshConnection)
  }

  private static func only(_ name: HTTPField.Name, in fields: HTTPFields) throws(CPSError) -> String? {
    let values = fields[values: name]
    guard values.count <= 1 else { throw refusal(name) }
    return values.first
  }

  private static func refusal(_ name: HTTPField.Name) -> CPSError {
    CPSError(.proxyFieldInvalid, ["field": name.rawName])
  }
}
