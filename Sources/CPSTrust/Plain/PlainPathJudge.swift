internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// Judges one path at a time: its cost, then libcrypto's verdict and our own rules on the path that it took.
struct PlainPathJudge {
  private let pool: AuthorityPool
  private let lists: PlainLists
  private let pathLists: PathLists
  private let statuses: PlainStatuses
  private let signers: [Certificate]
  private let required: PlainRequirements
  private let rules: PathRules
  private let moment: Timestamp

  /// - Throws: ``Diagnostic/cryptographyFailed``.
  init(
    pool: AuthorityPool, lists: [RevocationList], statusResponses: [StatusResponse],
    requiring required: PlainRequirements, at moment: Timestamp
  ) throws(CPSError) {
    rules = PathRules(
      strength: required.purpose.isLogIn ? .bits112 : .judgedByCaller, lists: .anyForm,
      policies: required.policies, toleratesUncriticalConstraints: true, includesLastSecond: true,
      needsListOfAnchor: false)
    self.pool = pool
    self.required = required
    self.moment = moment
    self.lists = PlainLists(
      required.revocation == .require ? lists : [], under: rules, for: required.purpose)
    statuses = PlainStatuses(
      required.revocation == .require ? statusResponses : [], beside: self.lists.usable, at: moment)
    pathLists = try PathLists(self.lists.usable, under: rules)
    signers = try pool.signers(of: self.lists.usable)
  }

  func verdict(on path: [Certificate]) throws(CPSError) -> PlainVerdict {
    let excess = path.enumerated().compactMap { depth, certificate in
      PathComplexity.excess(in: certificate).map { PlainReason(.bounds, depth: depth, detail: $0) }
    }
    guard excess.isEmpty, let certificate = path.first else {
      return PlainVerdict(chain: path, reasons: excess)
    }
    let outcome = try validator(for: path).validate(
      certificate, purpose: required.purpose.isLogIn ? .clientAuthentication : .any, at: moment)
    var reasons = try statuses.settling(outcome.problems.map(PlainReason.init), on: outcome.chain)
    reasons += PlainReading.reasons(against: outcome.chain, for: required.purpose)
    reasons += try lists.reasons(against: outcome.chain, at: moment)
    if reasons.contains(where: { $0.kind == .revocationUnknown }) { reasons += lists.leftAside }
    if required.purpose == .cps { reasons += PlainCard.reasons(against: certificate) }
    return PlainVerdict(chain: outcome.chain, reasons: reasons)
  }

  /// One for this path alone: libcrypto has no other authority to choose, but for those that sign lists.
  private func validator(for path: [Certificate]) throws(CPSError) -> PathValidator {
    let between = path.dropFirst().filter { !pool.anchors.contains($0) }
    let anchor = path.last.flatMap { pool.anchors.contains($0) ? $0 : nil }
    var rules = rules
    // Our own rules see which digest an algorithm has by its name, but for RSASSA-PSS.
    if !path.contains(where: { PlainKey.isDSA($0.publicKey) }) { rules.strength = .bits112 }
    return try PathValidator(
      anchors: anchor.map { [$0] } ?? pool.anchors,
      intermediates: between + signers.filter { !between.contains($0) }, lists: pathLists,
      checking: required.revocation == .require ? .wholePath : .notChecked, rules: rules)
  }
}
