public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit

/// Tells whether an answer of a status responder says that a certificate is good: rule 16 of igc-sante.md
/// section 4, and RFC 6960, clause 3.2 (attack case HN-12).
///
/// The address of the responder of IGC-Santé is the same for TEST and production, so that nothing but the key
/// of the issuing authority tells whose answer it is. Nothing is fetched here.
public struct StatusJudge: Sendable {
  private let rules: StatusRules

  /// A judge by these rules.
  public init(_ rules: StatusRules) { self.rules = rules }

  /// What an answer says about a certificate, if it is good.
  ///
  /// - Parameters:
  ///   - serialNumber: the magnitude of the certificate's serial number.
  ///   - issuer: the certificate of the authority that issued it, which must be trusted already.
  ///   - response: the answer.
  ///   - request: what was asked; nil for an answer out of a file. One that answers a request is about the
  ///     one certificate that was asked about.
  ///   - moment: the present.
  ///   - delegate: what the lists say about a responder's certificate that this authority issued.
  /// - Throws: ``Diagnostic/certificateRevoked`` when the responder says so, on hold included;
  ///   ``Diagnostic/statusUnknown`` when it says that it does not know the certificate;
  ///   ``Diagnostic/statusUnanswered`` when it gives no answer, which nobody signs;
  ///   ``Diagnostic/statusRefused`` for every answer that cannot be relied on; what `delegate` throws.
  public func status(
    of serialNumber: [UInt8], issuedBy issuer: Certificate, in response: StatusResponse,
    answering request: StatusRequest? = nil, at moment: Timestamp,
    delegate: (Certificate) throws(CPSError) -> DelegateStanding
  ) throws(CPSError) -> StatusFacts {
    guard let statement = response.statement else {
      throw CPSError(.statusUnanswered, ["detail": "\(response.status)"], reason: "\(response.status)")
    }
    let single = try single(in: statement, about: serialNumber, issuedBy: issuer, answering: request)
    let search = ResponderSearch(
      statement: statement, issuer: issuer, algorithms: rules.signatureAlgorithms, moment: moment)
    let responder = try search.responder(standing: delegate)
    try requireFresh(single, in: statement, at: moment)
    let echo = try echo(in: statement, of: request)
    switch single.status {
    case .good: break
    case .revoked(let since, let reason):
      throw CPSError(
        .certificateRevoked,
        reason: "OCSP: since \(since.rfc3339)\(reason.map { ", \($0)" } ?? "")")
    case .unknown: throw CPSError(.statusUnknown)
    }
    return StatusFacts(
      responder: Self.text(of: statement.responder), isDelegate: responder != issuer,
      producedAt: statement.producedAt, thisUpdate: single.thisUpdate, nextUpdate: single.nextUpdate,
      nonce: echo)
  }

  /// The one status of the certificate, named by the issuer's name and key and by its serial number.
  private func single(
    in statement: StatusStatement, about serialNumber: [UInt8], issuedBy issuer: Certificate,
    answering request: StatusRequest?
  ) throws(CPSError) -> SingleStatus {
    if let unknown = statement.unknownCriticalExtensions.first {
      throw Self.refusal("unknown critical extension \(unknown)")
    }
    let found = try statement.statuses(of: serialNumber, issuedBy: issuer)
    guard let single = found.first else { throw Self.refusal("not about this certificate") }
    guard found.count == 1 else { throw Self.refusal("several statuses of one certificate") }
    guard request == nil || statement.statuses.count == 1 else {
      throw Self.refusal("more statuses than were asked for")
    }
    return single
  }

  private func requireFresh(
    _ single: SingleStatus, in statement: StatusStatement, at moment: Timestamp
  ) throws(CPSError) {
    let latest = moment + StatusRules.clockSkew
    guard single.thisUpdate <= latest, statement.producedAt <= latest else {
      throw Self.refusal("from the future")
    }
    guard single.thisUpdate <= statement.producedAt + StatusRules.clockSkew else {
      throw Self.refusal("signed before it was known")
    }
    var end = single.thisUpdate + StatusRules.maximumAgeWithoutNextUpdate
    if let next = single.nextUpdate {
      guard next > single.thisUpdate else { throw Self.refusal("nextUpdate") }
      end = rules.maximumAge.map { min(next, single.thisUpdate + $0) } ?? next
    }
    guard moment < end + StatusRules.clockSkew else { throw Self.refusal("out of date") }
  }

  private func echo(
    in statement: StatusStatement, of request: StatusRequest?
  ) throws(CPSError) -> NonceEcho {
    guard let sent = request?.nonce else { return .notSent }
    guard let repeated = statement.nonce else {
      guard rules.nonce == .reported else { throw Self.refusal("no nonce") }
      return .absent
    }
    guard repeated == sent else { throw Self.refusal("another nonce") }
    return .repeated
  }

  private static func text(of responder: ResponderIdentity) -> String {
    switch responder {
    case .name(let name): name.description
    case .keyHash(let hash): "key \(Hexadecimal.encode(hash))"
    }
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.statusRefused, ["detail": detail], reason: "rule 16: \(detail)")
  }
}
