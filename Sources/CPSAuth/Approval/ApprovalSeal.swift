internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust
internal import OpenSSLKit

/// Where an approval waits, and how it is sealed, so that who can write into the store cannot agree for anybody.
struct ApprovalSeal: Sendable {
  private static let codeLength = 32

  /// What is sealed.
  private struct Content: Codable {
    let type: CardType
    let profession: ProfessionCode?
    let specialities: [SpecialityCode]
    let person: NationalIdentifier
    let moment: Timestamp
  }

  private let key: AuditKey

  init(_ key: AuditKey) { self.key = key }

  /// The place of an agreement to a call: a keyed digest of function, caller and subject, from which nobody
  /// without the key reads any of them.
  func place(of function: FunctionName, by caller: String, about subject: String) throws(CPSError) -> [UInt8]
  {
    try key.code(ofApproval: "place\0\(function.rawValue)\0\(caller)\0\(subject)")
  }

  /// Seals an approval for its place.
  func seal(_ approval: PolicyApproval, at place: [UInt8]) throws(CPSError) -> [UInt8] {
    let card = approval.approver
    let json = try ProtocolJSON.encode(
      Content(
        type: card.type, profession: card.profession, specialities: card.specialities, person: card.person,
        moment: approval.moment))
    return try code(of: json, at: place) + json
  }

  /// The approval, or nil when it was not sealed here for this place.
  func open(_ sealed: [UInt8], at place: [UInt8]) throws(CPSError) -> PolicyApproval? {
    guard sealed.count > Self.codeLength else { return nil }
    let json = Array(sealed.dropFirst(Self.codeLength))
    guard
      MessageAuthentication.areEqual(
        try code(of: json, at: place), Array(sealed.prefix(Self.codeLength)))
    else { return nil }
    let content = try ProtocolJSON.decode(Content.self, from: json, otherwise: .storeUnavailable)
    return PolicyApproval(
      approver: PolicyCard(
        type: content.type, profession: content.profession, specialities: content.specialities,
        person: content.person), at: content.moment)
  }

  private func code(of json: [UInt8], at place: [UInt8]) throws(CPSError) -> [UInt8] {
    try key.code(
      ofApproval: "content\0\(Hexadecimal.encode(place))\0" + String(decoding: json, as: UTF8.self))
  }
}
