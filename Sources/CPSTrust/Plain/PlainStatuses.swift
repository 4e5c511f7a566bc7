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
    for response in responses {
      let statuses = try response.statement?.statuses(of: certificate.serialNumber, issuedBy: issuer) ?? []
      // Most are about another certificate of the path.
      guard response.statement == nil || !statuses.isEmpty else { continue }
      do throws(CPSError) {
        _ = try judge.status(
          of: certificate.serialNumber, issuedBy: issuer, in: response, at: moment
        ) { (delegate) throws(CPSError) in try standing(of: delegate, issuedBy: issuer) }
        answers.append(.good)
      } catch {
        guard error.diagnostic != .cryptographyFailed else { throw error }
        let isRevoked = error.diagnostic == .certificateRevoked
        answers.append(isRevoked ? .revoked : .refused(error.reason ?? error.diagnostic.code))
      }
    }
    return answers
  }

  /// What complete lists of the issuing authority itself say about a responder.
  private func standing(
    of delegate: Certificate, issuedBy issuer: Certificate
  ) throws(CPSError) -> DelegateStanding {
    var standing = DelegateStanding.unknown
    for list in lists where list.issuer.matches(issuer.subject) && list.scope == .everything {
      guard try list.isSigned(by: issuer.publicKey) else { continue }
      if list.isDelta {
        if list.revokesSinceBase(delegate, at: moment) { return .revoked }
      } else if list.contains(serialNumber: delegate.serialNumber) {
        return .revoked
      } else if list.thisUpdate <= moment, list.nextUpdate.map({ moment < $0 }) == true {
        standing = .notRevoked
      }
    }
    return standing
  }
}

extension PlainReason.Kind {
  /// Whether it says only that nothing usable is known about revocation.
  fileprivate var isUnsettled: Bool { self == .revocationUnknown || self == .revocationStale }
}
