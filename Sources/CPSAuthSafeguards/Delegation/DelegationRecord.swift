internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

/// A delegation as the store keeps it: who declared it with which card, to whom, which functions, until when.
struct DelegationRecord: Codable, Sendable, Equatable {
  /// Its name in the audit log.
  let reference: String
  /// The delegate's card, if one is named.
  let card: String?
  /// The delegate, if one is named.
  let person: String?
  /// The national identifier of the delegator.
  let delegator: String
  /// What the delegator's card said when they declared it.
  let delegatorType: String
  let profession: Int?
  let specialities: [String]
  let evidence: String
  /// The certificate of that card, to ask again whether it is still good.
  let certificate: CertificateReference
  /// The names of the functions, in lexicographic order.
  let functions: [String]
  let declaredAt: Timestamp
  let until: Timestamp

  init(_ terms: DelegationTerms, by holder: CardHolder, reference: String, at moment: Timestamp) {
    self.reference = reference
    card = terms.delegate.card?.text
    person = terms.delegate.person?.text
    delegator = holder.identity.nationalIdentifier.text
    let seen = PolicyCard(holder)
    delegatorType = seen.type.rawValue
    profession = seen.profession?.rawValue
    specialities = seen.specialities.map(\.rawValue)
    evidence = seen.evidence.rawValue
    certificate = CertificateReference(
      issuerKeyIdentifier: holder.issuerKeyIdentifier, serialNumber: holder.serialNumber,
      expiry: holder.certificateExpiry)
    functions = terms.functions.map(\.rawValue).sorted()
    declaredAt = moment
    until = terms.until
  }

  /// The delegate.
  ///
  /// - Throws: when the record names nobody, which none does that this service wrote.
  func delegate() throws(CPSError) -> DelegateName {
    try DelegateName(
      card: try card.map { text throws(CPSError) in try CardNumber(text) },
      person: try person.map { text throws(CPSError) in try NationalIdentifier(text) })
  }

  /// What a policy sees of it.
  ///
  /// - Throws: as ``delegate()``.
  func policyDelegation() throws(CPSError) -> PolicyDelegation {
    guard let type = CardType(rawValue: delegatorType), let evidence = Evidence(rawValue: evidence) else {
      throw CPSError(.storeCorrupt, ["detail": "delegation"])
    }
    let card = PolicyCard(
      type: type, profession: profession.flatMap(ProfessionCode.init(rawValue:)),
      specialities: specialities.compactMap(SpecialityCode.init(rawValue:)),
      person: try NationalIdentifier(delegator), evidence: evidence)
    return PolicyDelegation(by: card, reference: reference, until: until)
  }
}
