internal import OpenSSLKit

/// What the name of an IGC-Santé authority says, such as `TEST AC IGC-SANTE FORT PERSONNES`
/// (igc-sante.md section 1.1).
///
/// Read from certificates that a pin names already, to find their place in the tree.
public struct AuthorityName: Sendable, Hashable {
  /// The world.
  public let origin: IssuerOrigin
  /// The tree.
  public let family: CertificateFamily
  /// What the authority issues.
  public let duty: AuthorityDuty

  /// Reads a name; nil when it is not that of such an authority.
  init?(_ name: DistinguishedName) {
    let commonNames = name.attributes(.commonName)
    guard commonNames.count == 1, let text = commonNames[0].text else { return nil }
    var words = text.split(separator: " ", omittingEmptySubsequences: false)[...]
    if let first = words.first, first == "TEST" || first == "SYNTHETIC" { words = words.dropFirst() }
    guard words.popFirst() == "AC" else { return nil }
    let isRoot = words.first == "RACINE"
    if isRoot { words = words.dropFirst() }
    guard words.popFirst() == "IGC-SANTE",
      let family = words.popFirst().flatMap({ CertificateFamily(rawValue: String($0)) })
    else { return nil }
    let duty = isRoot ? .root : words.popFirst().flatMap { AuthorityDuty(rawValue: String($0)) }
    guard let duty, words.isEmpty, isRoot || duty != .root else { return nil }
    self.origin = IssuerOrigin(name)
    self.family = family
    self.duty = duty
  }

  /// The name for people: `FORT PERSONNES`, `RACINE FORT`.
  public var text: String {
    duty == .root ? "\(duty.rawValue) \(family.rawValue)" : "\(family.rawValue) \(duty.rawValue)"
  }
}
