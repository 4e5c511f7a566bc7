internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

/// Authorities and revocation lists for a site without a network, as one text that was signed
/// (docs/trust-administration.md, "The bundle").
///
/// It carries and vouches for nothing: pins still decide which authority comes in, and their signatures and
/// numbers which list. The signature keeps others from feeding the site with what is genuine but chosen, such
/// as lists of last month.
struct TrustBundle: Sendable {
  /// The first line; it also keeps this signature apart from whatever else the same key signs.
  private static let tag = "CPSAUTH-TRUST-BUNDLE-V1"
  /// How far the clock of the site that makes bundles may be ahead: igc-sante.md section 4, rule 28.
  private static let tolerance: Duration = .seconds(300)

  let environment: TrustEnvironment
  /// When it was made, to the second.
  let made: Timestamp
  let certificates: [Certificate]
  let revocationLists: [RevocationList]

  init(
    environment: TrustEnvironment, made: Timestamp, certificates: [Certificate],
    revocationLists: [RevocationList]
  ) {
    self.environment = environment
    self.made = Timestamp(secondsSince1970: made.secondsSince1970)
    self.certificates = certificates
    self.revocationLists = revocationLists
  }

  /// Opens a bundle at the site that it was made for.
  ///
  /// - Throws: ``Diagnostic/bundleSignerMissing``, or ``Diagnostic/bundleRefused`` with the reason.
  init(
    opening message: SignedContent, by signer: BundleSigner?, for environment: TrustEnvironment,
    notBefore last: Timestamp?, at moment: Timestamp
  ) throws(CPSError) {
    guard let signer else { throw CPSError(.bundleSignerMissing) }
    guard signer.isThat(of: message.signer) else {
      throw Self.refusal("signed by another than the pinned one")
    }
    guard try message.isAuthentic() else { throw Self.refusal("signature") }
    try self.init(reading: message.content)
    guard self.environment == environment else {
      throw Self.refusal("made for the environment \(self.environment.rawValue)")
    }
    guard (message.signer.notBefore...message.signer.notAfter).contains(made) else {
      throw Self.refusal("made outside the validity of its signer")
    }
    guard made <= moment + Self.tolerance else { throw Self.refusal("from the future") }
    guard last.map({ $0 <= made }) != false else { throw Self.refusal("older than the one before") }
  }

  /// Reads the text that was signed, which must be the one that ``text()`` writes.
  private init(reading content: [UInt8]) throws(CPSError) {
    guard let text = String(validating: content, as: UTF8.self) else { throw Self.refusal("form") }
    let lines = text.prefix(400).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 3, lines[0] == Self.tag,
      let environment = Self.value("environment", lines[1]).flatMap(TrustEnvironment.init(rawValue:)),
      let made = Self.value("made", lines[2]).flatMap(Timestamp.init(rfc3339:))
    else { throw Self.refusal("form") }
    let members: CertificateCollection
    do throws(CPSError) { members = try CertificateCollection(pem: text) } catch {
      throw Self.refusal("member: \(error.reason ?? error.diagnostic.code)")
    }
    self.init(
      environment: environment, made: made, certificates: members.certificates,
      revocationLists: members.revocationLists)
    guard try self.text() == text else { throw Self.refusal("form") }
  }

  /// The text that is signed: four lines that say what it is, an empty one, the authorities, the lists.
  func text() throws(CPSError) -> String {
    var text = """
      \(Self.tag)
      environment: \(environment.rawValue)
      made: \(made.rfc3339)
      members: \(certificates.count) authorities, \(revocationLists.count) lists


      """
    for certificate in certificates { text += try certificate.pem() }
    for list in revocationLists { text += try list.pem() }
    return text
  }

  static func refusal(_ detail: String) -> CPSError {
    CPSError(.bundleRefused, ["detail": detail], reason: detail)
  }

  private static func value(_ name: String, _ line: Substring) -> String? {
    line.hasPrefix("\(name): ") ? String(line.dropFirst(name.utf8.count + 2)) : nil
  }
}
