public import CPSDiagnostics
internal import CPSProof

/// Where the revocation list of one authority is fetched from.
public struct RevocationSource: Sendable, Hashable {
  /// The most addresses of one list.
  public static let maximumAddresses = 8

  /// The authority whose list it is.
  public let authority: Authority
  /// The addresses in the order in which they are tried; never empty.
  public let addresses: [PublicationAddress]

  /// Sources for the authorities on the path of accepted cards: nobody fetches what nobody needs (the good
  /// practice of ANS, igc-sante.md section 2).
  ///
  /// - Parameters:
  ///   - anchors: the authorities.
  ///   - accepted: the types of card.
  ///   - configured: addresses of the administrator's, by the name of the authority such as `FORT PERSONNES`; they are
  ///     tried first.
  ///   - hosts: the hosts that may be asked.
  ///   - isOfficial: whether the addresses of IGC-Santé are tried, which are among the hosts then.
  /// - Throws: ``Diagnostic/publicationAddressRefused`` for an address of another host;
  ///   ``Diagnostic/configurationInvalid`` for an authority that is not among the anchors or not needed, and for too
  ///   many addresses.
  public static func all(
    for anchors: TrustAnchors, accepting accepted: AcceptedCards,
    configured: [String: [PublicationAddress]], hosts: Set<String>, isOfficial: Bool
  ) throws(CPSError) -> [RevocationSource] {
    let needed = anchors.authorities.filter {
      accepted.families.contains($0.name.family) && [.root, .persons].contains($0.name.duty)
    }
    let names = Set(needed.map(\.name.text))
    if let stranger = configured.keys.sorted().first(where: { !names.contains($0) }) {
      throw refusal("no accepted card needs the list of \(stranger)")
    }
    let allowed = isOfficial ? hosts.union([OfficialPublication.host]) : hosts
    var sources: [RevocationSource] = []
    for authority in needed {
      var addresses = configured[authority.name.text] ?? []
      if isOfficial, let official = OfficialPublication(of: authority.name, in: anchors.environment) {
        addresses.append(official.revocationList)
      }
      guard addresses.count <= maximumAddresses else {
        throw refusal("more than \(maximumAddresses) addresses of \(authority.name.text)")
      }
      if let foreign = addresses.first(where: { !allowed.contains($0.host) }) {
        let detail = "its host is not among those that may be asked"
        throw CPSError(
          .publicationAddressRefused, ["address": foreign.text, "detail": detail], reason: foreign.text)
      }
      if !addresses.isEmpty { sources.append(RevocationSource(authority: authority, addresses: addresses)) }
    }
    return sources
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": "trust.lists", "detail": detail], reason: detail)
  }
}
