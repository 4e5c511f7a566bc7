internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// The answers of status responders of a verification, beside its revocation lists.
///
/// An answer stands in for a list that is missing or out of date; it never takes back what a list says.
struct PlainStatuses {
  private let responses: [StatusResponse]
  private let lists: [RevocationList]
  private let moment: Timestamp
  private let judge = StatusJudge(.plain)

  init(_ responses: [StatusResponse], beside lists: [RevocationList], at moment: Timestamp) {
    self.responses = responses
    self.lists = lists
    self.moment = moment
  }

  /// The reasons against a path, those left out that a good answer settles, those added that an answer gives.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  func settling(_ reasons: [PlainReason], on chain: [Certificate]) throws(CPSError) -> [PlainReason] {
    var settled = reasons
    guard !responses.isEmpty else { return settled }
    for (depth, (certificate, issuer)) in zip(chain, chain.dropFirst()).enumerated() {
      let answers = try answers(about: certificate, issuedBy: issuer)
      let isOpen = settled.contains { $0.depth == depth && $0.kind.isUnsettled }
      if answers.contains(.revoked) {
        settled.append(PlainReason(.revoked, depth: depth, detail: "says a status responder"))
      } else if answers.contains(.good) {
        settled.removeAll { $0.depth == depth && $0.kind.isUnsettled }
      } else if isOpen {
        for case .refused(let detail) in answers {
          settled.append(PlainReason(.revocationUnknown, depth: depth, detail: "status response: \(detail)"))
        }
      }
    }
    return settled
  }

  private enum Answer: Equatable {
    case good
    case revoked
    case refused(String)
  }

  private func answers(
    about certificate: Certificate, issuedBy issuer: Certificate
  ) throws(CPSError) -> [Answer] {
    var answers: [Answer] = []
    let lists = try genuineLists(of: issuer)
    for response in responses {
      let statuses = try response.statement?.statuses(of: certificate.serialNumber, issuedBy: issuer) ?? []
      // Most are about another certificate of the path.
      guard response.statement == nil || !statuses.isEmpty else { continue }
      do throws(CPSError) {
        _ = try judge.status(
          of: certificate.serialNumber, issuedBy: issuer, in: response, at: moment
        ) { (delegate) throws(CPSError) in standing(of: delegate, on: lists) }
        answers.append(.good)
      } catch {
        guard error.diagnostic != .cryptographyFailed else { throw error }
        let isRevoked = error.diagnostic == .certificateRevoked
        answers.append(isRevoked ? .revoked : .refused(error.reason ?? error.diagnostic.code))
      }
    }
    return answers
  }

  /// The lists that speak about everything that an authority issued, signed with its own key.
  private func genuineLists(of issuer: Certificate) throws(CPSError) -> [RevocationList] {
    var genuine: [RevocationList] = []
    for list in lists where list.scope == .everything && list.issuer.matches(issuer.subject) {
      if try list.isSigned(by: issuer.publicKey) { genuine.append(list) }
    }
    return genuine
  }

  /// What they say about a responder.
  private func standing(of delegate: Certificate, on lists: [RevocationList]) -> DelegateStanding {
    let isRevoked = lists.contains { list in
      list.isDelta ? list.revokesSinceBase(delegate, at: moment) : list.contains(delegate)
    }
    let isListed = lists.contains { list in
      !list.isDelta && list.thisUpdate <= moment && list.nextUpdate.map { moment < $0 } == true
    }
    return isRevoked ? .revoked : isListed ? .notRevoked : .unknown
  }
}

extension PlainReason.Kind {
  /// Whether it says only that nothing usable is known about revocation.
  fileprivate var isUnsettled: Bool { self == .revocationUnknown || self == .revocationStale }
}
