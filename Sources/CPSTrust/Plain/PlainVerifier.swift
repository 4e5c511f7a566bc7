public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit

/// Verifies any chain by RFC 5280, under roots that the caller names: the plain mode, which opens no door.
///
/// For questions about certificates, and to be held against public test suites. A log-in goes through
/// ``ProofVerifier``, which knows pins, cards and one path alone. Nothing is fetched. libcrypto validates each
/// path; what it leaves open is closed here: keys of the last certificate, characters in names, policies and
/// constraints beyond measure, look-alikes, lists of changes that nothing points to.
public struct PlainVerifier: Sendable {
  /// The most roots and authorities between.
  public static let maximumAuthorities = AuthorityPool.maximumCount
  /// The most revocation lists.
  public static let maximumLists = 64
  /// The most answers of status responders.
  public static let maximumResponses = 16
  /// How long paths are tried one after another; the first is judged in any case, within its bounds.
  static let patience = Duration.milliseconds(50)

  private let pool: AuthorityPool?
  private let lists: [RevocationList]
  private let responses: [StatusResponse]
  private let elapsed: @Sendable () -> Duration

  /// A verifier under these roots.
  ///
  /// - Parameters:
  ///   - roots: what is trusted; a path must end at a self-signed one.
  ///   - intermediates: authorities between, and signers of revocation lists; nothing of them is believed.
  ///   - revocationLists: complete ones, those of changes, and indirect ones.
  ///   - statusResponses: answers of status responders, which stand in for lists that are not there.
  public init(
    roots: [Certificate], intermediates: [Certificate] = [], revocationLists: [RevocationList] = [],
    statusResponses: [StatusResponse] = []
  ) {
    self.init(
      roots: roots, intermediates: intermediates, revocationLists: revocationLists,
      statusResponses: statusResponses, elapsed: ThreadTime.elapsed)
  }

  init(
    roots: [Certificate], intermediates: [Certificate], revocationLists: [RevocationList],
    statusResponses: [StatusResponse], elapsed: @escaping @Sendable () -> Duration
  ) {
    pool =
      revocationLists.count <= Self.maximumLists && statusResponses.count <= Self.maximumResponses
      ? AuthorityPool(anchors: roots, intermediates: intermediates) : nil
    lists = revocationLists
    responses = statusResponses
    self.elapsed = elapsed
  }

  /// Tries every path of a certificate, and says what is against the best when none is valid.
  ///
  /// - Parameter moment: the time at which everything must be valid.
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails for reasons of its own, never because of
  ///   what it was given.
  public func verify(
    _ certificate: Certificate, requiring required: PlainRequirements, at moment: Timestamp
  ) throws(CPSError) -> PlainVerdict {
    func refused(_ kind: PlainReason.Kind, _ detail: String) -> PlainVerdict {
      PlainVerdict(chain: [certificate], reasons: [PlainReason(kind, detail: detail)])
    }
    guard let pool else { return refused(.bounds, "more authorities, lists or answers than are looked at") }
    do throws(CPSError) {
      let judge = try PlainPathJudge(
        pool: pool, lists: lists, statusResponses: responses, requiring: required, at: moment)
      return try bestVerdict(of: judge, on: try pool.paths(from: certificate))
    } catch  where error.diagnostic == .revocationListMalformed {
      return refused(.malformed, error.reason ?? "revocation list")
    }
  }

  private func bestVerdict(
    of judge: PlainPathJudge, on paths: [[Certificate]]
  ) throws(CPSError) -> PlainVerdict {
    let start = elapsed()
    var best = PlainVerdict(chain: [], reasons: [PlainReason(.issuerUnknown, detail: "no path")])
    for (index, path) in paths.enumerated() {
      let verdict = try judge.verdict(on: path)
      if verdict.isValid { return verdict }
      if index == 0 || verdict.reasons.count < best.reasons.count { best = verdict }
      guard elapsed() - start < Self.patience || index == paths.count - 1 else {
        return best.adding(PlainReason(.bounds, detail: "no time for other paths"))
      }
    }
    return best
  }
}

extension PlainVerdict {
  fileprivate func adding(_ reason: PlainReason) -> PlainVerdict {
    PlainVerdict(chain: chain, reasons: reasons + [reason])
  }
}
