internal import CPSDiagnostics

/// One search for the paths of one certificate, the shortest first, within a ``PathBudget``.
struct PathSearch {
  private let pool: AuthorityPool
  private var budget = PathBudget()
  private var found: [[Certificate]] = []
  /// Ways to be followed, and the longest that leads nowhere, for the reasons against it.
  private var open: [[Certificate]] = []
  private var deadEnd: [Certificate] = []

  init(pool: AuthorityPool) { self.pool = pool }

  mutating func paths(from certificate: Certificate) throws(CPSError) -> [[Certificate]] {
    open = [[certificate]]
    var next = 0
    while next < open.count, budget.spendStep() {
      try follow(open[next])
      next += 1
    }
    return found.isEmpty ? [deadEnd.isEmpty ? [certificate] : deadEnd] : found
  }

  private mutating func follow(_ path: [Certificate]) throws(CPSError) {
    guard let last = path.last else { return }
    if pool.anchors.contains(last) {
      if budget.spendPath() { found.append(path) }
      return
    }
    let anchors = try issuers(of: last, among: pool.anchors)
    let others =
      path.count <= PathValidator.maximumIntermediates
      ? try issuers(of: last, among: pool.intermediates.filter { !path.repeats($0) }) : []
    if anchors.isEmpty && others.isEmpty && path.count > deadEnd.count { deadEnd = path }
    open += (anchors + others).map { path + [$0] }
  }

  /// Those who may have issued a certificate; where some signed it, they alone.
  private mutating func issuers(
    of certificate: Certificate, among authorities: [Certificate]
  ) throws(CPSError) -> [Certificate] {
    let named = authorities.filter { $0.mayHaveIssued(certificate) }
    guard named.count > 1 else { return named }
    var genuine: [Certificate] = []
    for authority in named where PathComplexity.excess(in: authority) == nil && budget.spendSignature() {
      if try certificate.isSigned(by: authority.publicKey) { genuine.append(authority) }
    }
    return genuine.isEmpty ? Array(named.prefix(1)) : genuine
  }
}

extension [Certificate] {
  /// Whether an authority would be in the path a second time: the same name with the same key.
  fileprivate func repeats(_ authority: Certificate) -> Bool {
    contains { $0.subject == authority.subject && $0.publicKey == authority.publicKey }
  }
}
